"""The recorder for Hugging Face Transformers: a callback of its Trainer.

    from transformers import Trainer
    from gradscope_recorder.transformers import GradscopeCallback

    recorder = GradscopeCallback(log="runs/mine.gradscope.jsonl", name="mine")
    Trainer(model, args, train_dataset=examples, callbacks=[recorder]).train()
    print(recorder.report())
"""

from .callback import GradscopeCallback

__all__ = ["GradscopeCallback"]
