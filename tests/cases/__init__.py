"""Files that once failed, each with the right outcome, over whole commands. The inputs are kept beside the repository, in shared/cases."""
