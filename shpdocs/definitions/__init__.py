"""From TOML to the model: definitions, profiles and settings, and the schema of a return."""
