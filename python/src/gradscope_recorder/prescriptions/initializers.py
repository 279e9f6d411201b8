"""The calls of PyTorch that draw first weights, by the program's names."""

from __future__ import annotations

_CALLS = {
    "he-normal": 'kaiming_normal_({m}.weight, nonlinearity="relu")',
    "he-uniform": 'kaiming_uniform_({m}.weight, nonlinearity="relu")',
    "xavier-normal": "xavier_normal_({m}.weight)",
    "xavier-uniform": "xavier_uniform_({m}.weight)",
    # Kaiming's with the gain of a straight line is Var W = 1 / fan-in.
    "lecun-normal": 'kaiming_normal_({m}.weight, nonlinearity="linear")',
    "lecun-uniform": 'kaiming_uniform_({m}.weight, nonlinearity="linear")',
    "orthogonal": "orthogonal_({m}.weight)",
}


def call(name: str) -> str | None:
    """The statement that draws the weights of `{m}`; None for an initializer without one."""
    kind, _, value = name.partition(":")
    if kind == "orthogonal" and value:
        return f"nn.init.orthogonal_({{m}}.weight, gain={value})"
    if kind == "normal" and value:
        return f"nn.init.normal_({{m}}.weight, std={value})"
    if kind == "fan-in" and value:
        return f"nn.init.normal_({{m}}.weight, std=({value} / {{m}}.weight[0].numel()) ** 0.5)"
    return f"nn.init.{_CALLS[kind]}" if kind in _CALLS else None
