"""Many prescriptions in one run, one outcome for each: start at `run.py`."""
