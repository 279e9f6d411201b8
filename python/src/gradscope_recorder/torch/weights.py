"""Weight layers by class: their kind, fans, units, and the weights that count as theirs."""

from __future__ import annotations

from typing import Any

from torch import nn

from .calls import Call
from .places import Place

CONVOLUTIONS = nn.modules.conv._ConvNd
RECURRENT = (nn.RNNBase, nn.RNNCellBase)
LAYERS: tuple[type[nn.Module], ...] = (
    nn.Linear,
    CONVOLUTIONS,
    nn.Bilinear,
    nn.Embedding,
    nn.EmbeddingBag,
    nn.MultiheadAttention,
    nn.RNNBase,
    nn.RNNCellBase,
)
# Last parts of a path that mean a query projection.
QUERIES = {"query", "q_proj", "to_q", "q_lin", "wq", "query_proj", "q"}


def _parameters(*weights: Any) -> list[nn.Parameter]:
    return [each for each in weights if isinstance(each, nn.Parameter)]


def describe(place: Place, call: Call) -> None:
    """Fills in what the module's class and its weights say.

    Fans are those of PyTorch's `_calculate_fan_in_and_fan_out`: of a k × k convolution k² · inputs
    and k² · outputs (of one group).
    """
    module = call.module
    place.parameters = sum(each.numel() for each in module.parameters(recurse=False))
    weight: Any = getattr(module, "weight", None)
    if isinstance(module, nn.MultiheadAttention):
        place.kind, place.same = "attention", True
        place.units, place.fan_in, place.fan_out = (module.embed_dim,) * 3
        place.parameters = sum(each.numel() for each in module.parameters())
        names = ("in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight")
        place.weights = [w for n in names if (w := getattr(module, n, None)) is not None]
        return
    if isinstance(module, RECURRENT):
        place.kind, place.units = "recurrent", module.hidden_size
        place.fan_in = module.input_size + module.hidden_size
        place.weights = [p for n, p in module.named_parameters() if n.startswith("weight_")]
        place.fan_out = place.weights[0].shape[0]
        return
    if isinstance(module, nn.Embedding | nn.EmbeddingBag):
        place.kind, place.units = "embedding", module.embedding_dim
        place.weights = _parameters(module.weight)
        return
    if isinstance(module, CONVOLUTIONS):
        place.kind, place.units = "convolution", module.out_channels
        field = module.weight[0][0].numel()
        place.fan_in = module.weight.shape[1] * field
        place.fan_out = module.weight.shape[0] * field
        place.weights = _parameters(module.weight)
        return
    if isinstance(module, nn.Linear):
        is_query = place.path.rsplit(".", 1)[-1] in QUERIES
        place.kind, place.same = ("attention", True) if is_query else ("dense", False)
        place.units, place.fan_in = module.out_features, module.in_features
        place.fan_out = module.out_features
        place.weights = _parameters(module.weight)
        return
    if isinstance(weight, nn.Parameter) and weight.dim() == 2 and call.shape:
        # A linear map of somebody's own, such as GPT-2's Conv1D: [in, out].
        rows, columns = weight.shape
        if call.shape[-1] in (rows, columns):
            place.kind = "dense"
            place.units = place.fan_out = call.shape[-1]
            place.fan_in = rows if call.shape[-1] == columns else columns
    place.weights = [each for each in module.parameters(recurse=False) if each.dim() >= 2]
    if place.units is None and len(call.shape) > 1:
        place.units = call.shape[-1]
