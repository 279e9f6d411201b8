"""The recorder for Keras 3, on PyTorch, JAX or TensorFlow: a callback of `fit`.

    from gradscope_recorder.keras import GradscopeCallback

    recorder = GradscopeCallback(log="runs/mine.gradscope.jsonl", name="mine")
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x, y, epochs=10, callbacks=[recorder])
    print(recorder.report())
"""

from .callback import GradscopeCallback

__all__ = ["GradscopeCallback"]
