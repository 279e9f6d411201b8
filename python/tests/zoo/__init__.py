"""A zoo of PyTorch networks, sick and healthy, that the recorder watches and the program judges."""
