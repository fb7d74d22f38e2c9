"""Real files, as people and programs made them: what becomes of every file of a folder. `python -m tests.corpora FOLDER`"""
