"""The recorder for JAX: plain functions, Flax Linen and Flax NNX.

    import gradscope_recorder.jax as gradscope

    scope = gradscope.watch(log="runs/mine.gradscope.jsonl", name="mine", loss="cross-entropy")
    step = scope.step(loss_fn, optimizer)    # jitted; loss_fn(params, x, y) is the batch's mean
    for x, y in batches:
        params, state, loss = step(params, state, x, y)
    scope.close()
    print(scope.report())

Flax's layers are found by themselves. In a function of one's own, `tap` names what is to be seen:

    z = gradscope.tap("hidden.0", x @ w + b, weight=w)
"""

from .collector import tap
from .scope import Scope, watch

__all__ = ["Scope", "tap", "watch"]
