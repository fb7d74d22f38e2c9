"""How sure it is that nothing is lost, guessed or broken: planted faults, odd files, crashes. `python -m tests.reliability`"""
