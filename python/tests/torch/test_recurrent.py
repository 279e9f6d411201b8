"""nn.RNN, nn.LSTM, nn.GRU through their inputs, cells by their calls, attention, embeddings, tied
weights, convolutions."""

from __future__ import annotations

import copy
import math
from pathlib import Path

import pytest
from torch.nn import functional as F

import torch
from reading import Log
from torch import Tensor, nn
from training import own_deltas, recorded, train

LENGTH, BATCH = 20, 5


class Reader(nn.Module):
    def __init__(self, kind: type[nn.RNNBase], learns_input: bool) -> None:
        super().__init__()
        self.before = nn.Linear(4, 4) if learns_input else nn.Identity()
        self.cell = kind(4, 8, batch_first=True)
        self.head = nn.Linear(8, 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.cell(self.before(x))[0][:, -1])


def sequences(steps: int) -> list[tuple[Tensor, Tensor]]:
    generator = torch.Generator().manual_seed(2)
    return [
        (torch.randn(BATCH, LENGTH, 4, generator=generator), torch.arange(BATCH) % 3)
        for _ in range(steps)
    ]


@pytest.mark.parametrize("learns_input", [False, True])
@pytest.mark.parametrize("kind", [nn.RNN, nn.LSTM, nn.GRU])
def test_fused_layers(log: Path, kind: type[nn.RNNBase], learns_input: bool) -> None:
    torch.manual_seed(1)
    model = Reader(kind, learns_input)
    first, plain = copy.deepcopy(model), copy.deepcopy(model)
    batches = sequences(3)
    found = recorded(model, log, batches)
    x, y = batches[0]
    inner = first.before(x).detach().requires_grad_()
    loss = F.cross_entropy(first.head(first.cell(inner)[0][:, -1]), y)
    (gradient,) = torch.autograd.grad(loss, inner)
    expected = (BATCH * gradient).double().square().mean((0, 2)).sqrt()
    main = found.head["chains"][0]
    assert (main["axis"], len(main["places"])) == ("time", LENGTH)
    for time in range(LENGTH):
        line = found.at[0, f"cell.t{time + 1}"]
        assert math.isclose(line["deltaRMS"], float(expected[time]), rel_tol=1e-5)
        assert line["activationRMS"] > 0
    assert found.places["cell.t1"]["signal"] == "input"
    assert found.at[0, "cell"]["weightNorm"] > 0 and found.at[0, "cell"]["updateRatio"] > 0
    train(plain, None, batches)
    for left, right in zip(model.parameters(), plain.parameters(), strict=True):
        assert torch.equal(left, right)


def test_cells(log: Path) -> None:
    class Cells(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.cell, self.head = nn.LSTMCell(4, 8), nn.Linear(8, 3)

        def forward(self, x: Tensor) -> Tensor:
            h = c = x.new_zeros(x.shape[0], 8)
            for time in range(x.shape[1]):
                h, c = self.cell(x[:, time], (h, c))
            return self.head(h)

    found = recorded(Cells(), log, sequences(2))
    assert found.head["chains"][0]["axis"] == "time"
    assert found.chains["cell"][:2] == ["cell", "cell#2"] and len(found.chains["cell"]) == LENGTH
    assert found.at[0, "cell#20"]["deltaRMS"] > found.at[0, "cell"]["deltaRMS"] > 0


class Encoder(nn.Module):
    def __init__(self, tied: bool = False) -> None:
        super().__init__()
        self.embedding = nn.Embedding(11, 8)
        layer = nn.TransformerEncoderLayer(8, 2, 16, dropout=0.0, batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, 3, enable_nested_tensor=False)
        self.head = nn.Linear(8, 11, bias=False)
        if tied:
            self.head.weight = self.embedding.weight

    def forward(self, x: Tensor) -> Tensor:
        return self.head(self.encoder(self.embedding(x)))


def words(steps: int) -> list[tuple[Tensor, Tensor]]:
    generator = torch.Generator().manual_seed(4)
    return [
        (torch.randint(11, (BATCH, 7), generator=generator),
         torch.randint(11, (BATCH, 7), generator=generator))
        for _ in range(steps)
    ]  # fmt: skip


def language(output: Tensor, target: Tensor) -> Tensor:
    return F.cross_entropy(output.flatten(0, 1), target.flatten())


@pytest.mark.parametrize("tied", [False, True])
def test_transformer(log: Path, tied: bool) -> None:
    torch.manual_seed(1)
    model = Encoder(tied)
    first = copy.deepcopy(model)
    batches = words(2)
    found = recorded(model, log, batches, loss_of=language)
    blocks = [f"encoder.layers.{i}" for i in range(3)]
    main = {"name": "encoder.layers.*", "axis": "depth", "places": blocks}
    assert found.head["chains"][0] == main
    assert found.chains["encoder.layers.*.linear1"] == [f"{each}.linear1" for each in blocks]
    assert found.chains["encoder.layers.*.self_attn"] == [f"{each}.self_attn" for each in blocks]
    assert found.places[blocks[0]]["bypass"] == 1.0
    assert found.places["encoder.layers.1.linear1"]["activation"] == {"name": "relu"}
    assert found.places["encoder.layers.0.norm1"]["kind"] == "normalization"
    assert found.places["embedding"]["kind"] == "embedding"
    assert found.places["head"]["kind"] == "output"
    assert found.head["facts"]["classes"] == 11 and found.head["facts"]["batchSize"] == BATCH
    line = found.at[0, "encoder.layers.0.self_attn"]
    assert 0 < line["attentionEntropy"] <= 1 and line["attentionLogitMax"] > 0
    assert -1 <= found.at[0, blocks[1]]["tokenCosine"] <= 1
    assert any("out_proj" in each for each in found.unseen)
    for name in ("encoder.layers.1", "encoder.layers.0.linear1", "embedding"):
        module = first.get_submodule(name)
        expected = own_deltas(first, lambda m=module: m, *batches[0], language)
        assert math.isclose(found.at[0, name]["deltaRMS"], expected, rel_tol=1e-4), name
    if tied:
        same = found.at[0, "head"], found.at[0, "embedding"]
        assert same[0]["weightGradientNorm"] == same[1]["weightGradientNorm"]


def test_attention_is_what_the_module_does(log: Path) -> None:
    from gradscope_recorder.torch.attention import attention_statistics, token_cosine

    torch.manual_seed(1)
    module = nn.MultiheadAttention(8, 2, batch_first=True)
    x = torch.randn(3, 5, 8)
    mask = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1)
    _, p = module(x, x, x, attn_mask=mask, average_attn_weights=False)
    entropy = float(-torch.special.xlogy(p, p).sum(-1).mean() / math.log(5))
    found = attention_statistics(module, (x, x, x), {"attn_mask": mask})
    assert math.isclose(found["attentionEntropy"], entropy, rel_tol=1e-5)
    unit = F.normalize(x, dim=-1)
    pairs = [unit[:, i] * unit[:, j] for i in range(5) for j in range(5) if i != j]
    expected = float(torch.stack([each.sum(-1).mean() for each in pairs]).mean())
    assert math.isclose(token_cosine(x) or 0, expected, rel_tol=1e-5)


def test_convolutions(log: Path) -> None:
    torch.manual_seed(1)
    layers: list[nn.Module] = []
    for channels in (3, 8, 8):
        layers += [nn.Conv2d(channels, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(inplace=True)]
    model = nn.Sequential(*layers, nn.Flatten(), nn.Linear(8 * 16, 3))
    generator = torch.Generator().manual_seed(2)
    batches = [(torch.randn(BATCH, 3, 4, 4, generator=generator), torch.arange(BATCH) % 3)]
    first = copy.deepcopy(model)
    found = recorded(model, log, batches)
    assert found.head["chains"][0]["places"] == ["0", "3", "6"]
    assert found.places["3"]["fanIn"] == 72 and found.places["3"]["units"] == 8
    assert found.places["3"]["norm"] == {"name": "batch", "usesBatch": True}
    x, y = batches[0]
    seen: list[Tensor] = []
    first[4].register_forward_hook(lambda m, i, o: o.register_hook(seen.append) and None)
    F.cross_entropy(first(x), y).backward()
    expected = BATCH * float(seen[0].square().mean().sqrt())
    assert math.isclose(found.at[0, "3"]["deltaRMS"], expected, rel_tol=1e-5)
    z = first[1](first[0](x)).double()
    assert math.isclose(found.at[0, "0"]["preactivationRMS"], float(z.square().mean().sqrt()),
                        rel_tol=1e-5)  # fmt: skip
    assert isinstance(Log(log).at[0, "0"]["silentUnits"], int)


@pytest.mark.parametrize("batch_first", [False, True])
def test_forget_gates_of_a_fused_lstm(log: Path, batch_first: bool) -> None:
    """As the cell by itself computes them, step by step."""
    torch.manual_seed(4)
    lstm, head = nn.LSTM(4, 8, batch_first=batch_first), nn.Linear(8, 3)

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.lstm, self.head = lstm, head

        def forward(self, x: Tensor) -> Tensor:
            x = x if batch_first else x.transpose(0, 1)
            y = self.lstm(x)[0]
            return self.head(y[:, -1] if batch_first else y[-1])

    x, y = sequences(1)[0]
    first = copy.deepcopy(lstm)
    found = recorded(Model(), log, [(x, y)])
    h, c = torch.zeros(BATCH, 8), torch.zeros(BATCH, 8)
    for time in range(LENGTH):
        gates = F.linear(x[:, time], first.weight_ih_l0, first.bias_ih_l0)
        gates = gates + F.linear(h, first.weight_hh_l0, first.bias_hh_l0)
        i, f, g, o = gates.chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        h = o.sigmoid() * c.tanh()
        line = found.at[0, f"lstm.t{time + 1}"]
        assert math.isclose(line["forgetGateMean"], float(f.sigmoid().mean()), rel_tol=1e-5)


def test_forget_gates_of_several_layers_are_said_to_be_unseen(log: Path) -> None:
    torch.manual_seed(4)

    class Model(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.lstm, self.head = nn.LSTM(4, 8, num_layers=2, batch_first=True), nn.Linear(8, 3)

        def forward(self, x: Tensor) -> Tensor:
            return self.head(self.lstm(x)[0][:, -1])

    found = recorded(Model(), log, sequences(2))
    assert "forgetGateMean" not in found.at[0, "lstm.t1"]
    assert any("forgetGateMean" in each for each in found.unseen)
