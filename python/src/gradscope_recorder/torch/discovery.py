"""Finds the places of any model from one pass on the side: its weight layers in the order in which
they ran, its repeated blocks, and the chains of alike ones."""

from __future__ import annotations

from typing import Any

from torch import Tensor, nn

from . import activation as activations
from .blocks import blocks_of
from .calls import Call, Calls, trace
from .chains import chains_of
from .fused import owners
from .fused import unseen as not_fused
from .graph import LAYER_NODES, NORM_NODES, Graph
from .places import Description, Place, Site, norm_of
from .recurrent import time_places
from .sizes import features
from .tensors import stripped, unwrapped
from .weights import LAYERS, describe

# z of these is seen as the whole output; what follows them is looked for.
WITH_ACTIVATION = ("dense", "convolution", "other")


def discover(model: nn.Module, args: Any, kwargs: Any) -> Description:
    """The places and chains of a model that is called with these inputs.

    Runs the model once on the side; random numbers and buffers are put back.
    """
    calls = trace(unwrapped(model), args, kwargs)
    graph = Graph(calls.outputs)
    places: list[Place] = []
    unseen: list[tuple[str | None, str]] = []
    orders: dict[str, int] = {}
    used_norms: set[tuple[str, int]] = set()
    inner = {
        f"{path}.{name}"
        for path, module in unwrapped(model).named_modules()
        if isinstance(module, nn.MultiheadAttention)
        for name, _ in module.named_modules()
        if name
    }
    for call in calls.all:
        is_layer = isinstance(call.module, LAYERS) or _has_own(call.module)
        if call.path in inner or not is_layer or norm_of(call.module) is not None:
            continue
        place = _layer(call)
        places.append(place)
        orders[place.name] = call.order
        if place.kind in WITH_ACTIVATION:
            _follow(place, call, calls, graph, used_norms)
        place.has_delta = call.requires_grad or _is_recomputed(call)
        if isinstance(call.module, nn.RNNBase) and call.index == 0:
            times, reason = time_places(place, call)
            for time in times:
                places.append(time)
                orders[time.name] = call.order
            if reason is not None:
                unseen.append((place.path, reason))
    for call in calls.all:
        if norm_of(call.module) is not None and (call.path, call.index) not in used_norms:
            place = _norm_place(call)
            places.append(place)
            orders[place.name] = call.order
    for place, order in blocks_of(calls, places):
        places.append(place)
        orders[place.name] = order
    places.sort(key=lambda each: orders[each.name])
    _output(places, calls, graph)
    for path, module in unwrapped(model).named_modules():
        known = any(each.path == stripped(path) for each in places)
        if isinstance(module, LAYERS) and not known and path not in inner:
            unseen.append((stripped(path), "it did not run as a module in the first pass"))
    for path in sorted(inner):
        if path.endswith("out_proj"):
            unseen.append((stripped(path), "nn.MultiheadAttention does not call it as a module"))
    attentions = owners(calls, places)
    unseen += not_fused(places, attentions)
    return Description(places, chains_of(places), unseen, attentions, features(calls.all))


def _has_own(module: nn.Module) -> bool:
    """Whether it is a leaf with a weight of its own, of a class that is not known."""
    return not any(True for _ in module.children()) and any(
        each.dim() >= 2 for each in module.parameters(recurse=False)
    )


def _named(call: Call) -> str:
    name = stripped(call.path) or "model"
    return name if call.index == 0 else f"{name}#{call.index + 1}"


def _layer(call: Call) -> Place:
    place = Place(_named(call), "other", stripped(call.path), call.module)
    describe(place, call)
    if call.output is not None:
        place.z = Site(call.path, call.index, "output")
    if place.kind in ("embedding", "other"):
        place.same = True
    if isinstance(call.module, nn.RNNBase):
        place.z = None
    elif isinstance(call.module, nn.RNNCellBase):
        place.same = True
        if isinstance(call.module, nn.LSTMCell):
            place.z = Site(call.path, call.index, "cell")
        if call.index:
            # The weights are used at every step: they are told of the first one.
            place.weights, place.parameters = [], None
    return place


def _norm_place(call: Call) -> Place:
    place = Place(_named(call), "normalization", stripped(call.path), call.module, same=True)
    place.parameters = sum(each.numel() for each in call.module.parameters()) or None
    place.units = call.shape[-1] if isinstance(call.module, nn.LayerNorm) else None
    place.norm = norm_of(call.module)
    place.z = Site(call.path, call.index, "output")
    place.has_delta = call.requires_grad
    return place


def _is_recomputed(call: Call) -> bool:
    """Whether it ran without gradients within a checkpoint, which runs it again on the way back:
    it has weights that learn, or something before it does."""
    return any(each.requires_grad for each in call.module.parameters())


def _takes(call: Call, tensor: Tensor | None, node: Any) -> bool:
    if call.input is None:
        return False
    return call.input is tensor or (node is not None and call.input_node is node)


def _follow(
    place: Place, call: Call, calls: Calls, graph: Graph, used_norms: set[tuple[str, int]]
) -> None:
    """Finds the norm and the activation after a layer, and where z and a are seen."""
    output, node = call.output, call.output_node
    later = calls.all[call.order + 1 :]
    for each in later:
        norm = norm_of(each.module)
        if norm is not None and _takes(each, output, node) and each.shape == call.shape:
            place.norm = norm
            place.z = Site(each.path, each.index, "output")
            used_norms.add((each.path, each.index))
            output, node, call = each.output, each.output_node, each
            break
    later = [each for each in calls.all if each.order > call.order]
    for each in later:
        found = activations.of_module(each.module)
        if found is None or isinstance(each.module, nn.Identity):
            continue
        if _takes(each, output, node):
            place.activation = found
            place.a = Site(each.path, each.index, "output")
            return
    if node is not None:
        readers = list(graph.readers(node))
        if place.norm is None:
            for reader in readers:
                if reader.name() in NORM_NODES:
                    # A norm that is no module: z after it cannot be seen by a hook.
                    place.norm = NORM_NODES[reader.name()]
                    place.same = False
                    return
        for reader in readers:
            found = activations.of_node(reader)
            if found is not None and len(readers) <= 2:
                place.activation = found
                for each in later:
                    if each.has_positional_input and each.input_node is reader:
                        place.a = Site(each.path, each.index, "input")
                        break
                return
        if readers and all(each.name() in LAYER_NODES for each in readers):
            # The next layer takes it as it is.
            place.activation = activations.IDENTITY
            return
    if call.value is not None and (node is None or not list(graph.readers(node))):
        # Without a graph (frozen, or within a checkpoint) the values tell.
        for each in later:
            if each.input is None or not isinstance(each.module, LAYERS):
                continue
            if each.input.shape == call.value.shape:
                found = activations.of_values(call.value, each.input.detach())
                if found is not None and found is not activations.IDENTITY:
                    place.activation = found
            break


def _output(places: list[Place], calls: Calls, graph: Graph) -> None:
    """Makes the last layer the output where the model gives what it made; else adds a place."""
    layers = [each for each in places if each.kind in ("dense", "convolution")]
    if not calls.outputs:
        return
    final = calls.outputs[0]
    for each in calls.outputs:
        if each.grad_fn is not None and each.dim() > 0:
            final = each
            break
    if layers:
        last = layers[-1]
        call = [each for each in calls.all if last.z and each.path == last.z.module][-1]
        nodes = {call.output_node, *(graph.readers(call.output_node) if call.output_node else ())}
        if call.output is final or final.grad_fn is None or final.grad_fn in nodes or (
            final.numel() == call.output.numel() if call.output is not None else False
        ):
            last.kind, last.same, last.norm = "output", True, last.norm
            last.activation = None
            last.a = None
            places.remove(last)
            places.append(last)
            return
    root = next((each for each in calls.all if each.path == ""), None)
    if root is None:
        return
    place = Place("output", "output", "", None, units=int(final.shape[-1]), same=True)
    place.z = Site("", 0, "output")
    place.has_delta = final.requires_grad
    places.append(place)
