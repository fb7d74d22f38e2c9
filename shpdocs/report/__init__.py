"""Problems and collections for people: screen, JSON, the page, e-mail drafts."""
