"""Other ways to decide whether a second-layer neuron is stably unactivated, to compare with."""
