"""Writes keras-events/, the folders that Keras' TensorBoard callback writes, of the network of keras_csv.py.

Made with keras 3.15.1, tensorflow, on torch 2.13.0: KERAS_BACKEND=torch python keras_events.py
"""

import shutil
from pathlib import Path

import keras
import numpy as np

keras.utils.set_random_seed(0)
draw = np.random.default_rng(3)
features = draw.normal(size=(256, 64)).astype("float32")
classes = draw.integers(0, 10, 256)
net = keras.Sequential(
    [keras.Input((64,)), keras.layers.Dense(128, "relu"), keras.layers.Dense(10, "softmax")]
)
net.compile(keras.optimizers.Adam(1e-2), "sparse_categorical_crossentropy", metrics=["accuracy"])
folder = Path(__file__).parent / "keras-events"
shutil.rmtree(folder, ignore_errors=True)
net.fit(
    features,
    classes,
    epochs=30,
    validation_split=0.25,
    verbose=0,
    callbacks=[keras.callbacks.TensorBoard(str(folder), write_graph=False)],
)
