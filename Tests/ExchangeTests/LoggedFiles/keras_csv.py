"""Writes keras-history.csv as Keras' CSVLogger does, one line an epoch, of a network that learns by heart.

Made with keras 3.15.1 on torch 2.13.0: KERAS_BACKEND=torch python keras_csv.py
"""

from pathlib import Path

import keras
import numpy as np

keras.utils.set_random_seed(0)
draw = np.random.default_rng(3)
# Labels without a pattern: what is held out can only become worse.
features = draw.normal(size=(256, 64)).astype("float32")
classes = draw.integers(0, 10, 256)
net = keras.Sequential(
    [keras.Input((64,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(10, "softmax")]
)
net.compile(keras.optimizers.Adam(1e-2), "sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(
    features,
    classes,
    epochs=30,
    validation_split=0.25,
    verbose=0,
    callbacks=[keras.callbacks.CSVLogger(str(Path(__file__).parent / "keras-history.csv"))],
)
