"""The recorder for Lightning: a callback of its Trainer.

    import lightning as L
    from gradscope_recorder.lightning import GradscopeCallback

    recorder = GradscopeCallback(log="runs/mine.gradscope.jsonl", name="mine")
    trainer = L.Trainer(max_epochs=10, callbacks=[recorder])
    trainer.fit(model, batches)
    print(recorder.report())
"""

from .callback import GradscopeCallback

__all__ = ["GradscopeCallback"]
