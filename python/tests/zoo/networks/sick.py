"""Faults planted into the healthy networks."""

from __future__ import annotations

from collections.abc import Callable

from torch.nn import functional as F

from torch import nn

from .. import faults, tasks
from ..recipe import Case, Recipe, sick
from . import autoencoders as ae
from . import convolutions as conv
from . import perceptrons as mlp
from . import recurrent as rnn
from . import transformers as tf


def _plant(recipe: Recipe, name: str, *changes: Callable[[Recipe], Recipe]) -> Case:
    changed = recipe
    for each in changes:
        changed = each(changed)
    return sick(recipe, name, changed)


def _wide_attention(model: nn.Module) -> None:
    for block in model.blocks:
        block.attention.query.weight.data.mul_(40)
        block.attention.key.weight.data.mul_(40)


def _large_embedding(model: nn.Module) -> None:
    nn.init.normal_(model.embedding.weight, std=100)


def _large_head(model: nn.Module) -> None:
    nn.init.normal_(model.head.weight, std=10)


ORTHOGONAL = nn.init.orthogonal_

SICK: list[Case] = [
    _plant(mlp.RELU_10, "weights of 0.01", faults.weights_normal(0.01)),
    _plant(mlp.RELU_10, "weights 5 times too large", faults.weights_times(5)),
    _plant(mlp.RELU_3, "rate 100 times too large", faults.rate(100)),
    _plant(mlp.GELU_4, "rate 1000 times too small", faults.rate(0.001)),
    _plant(mlp.RELU_3, "biases of -8", faults.biases(-8)),
    _plant(mlp.RELU_3, "weights all alike", faults.weights_constant(0.02)),
    _plant(mlp.TANH_6, "weights of 1", faults.weights_normal(1)),
    _plant(mlp.TANH_6, "weights of 0.01", faults.weights_normal(0.01)),
    _plant(mlp.TANH_6, "no zero_grad", faults.no_zero_grad),
    _plant(mlp.RELU_10, "no zero_grad", faults.no_zero_grad),
    _plant(mlp.TANH_6, "softmax before cross-entropy", faults.at_the_end(lambda: nn.Softmax(-1)),
           lambda r: r.but(optimizer=mlp.sgd(0.01, 0.0))),
    _plant(mlp.QUESTIONS, "sigmoid before logits loss", faults.at_the_end(nn.Sigmoid)),
    _plant(mlp.SILU_3, "shuffled answers", faults.shuffled_answers),
    _plant(mlp.ELU_5, "NaN in the data", faults.nan_in_data),
    _plant(mlp.SELU_8, "weight decay of 1", faults.decay(1.0)),
    _plant(mlp.LEAKY_6, "weight decay of 0.5", faults.decay(0.5)),
    _plant(mlp.RELU_3, "clipped to 0.001", faults.clipped(0.001)),
    _plant(mlp.SILU_3, "rate ends after 20 steps", faults.spent(5)),
    _plant(mlp.SIGMOID_2, "ten layers", faults.model(
        lambda: mlp.perceptron(mlp.deep(10), nn.Sigmoid))),
    _plant(mlp.DROPOUT, "dropout of 0.97", faults.model(
        lambda: mlp.perceptron([784, 256, 128, 10], dropout=0.97))),
    _plant(mlp.TAPERED, "ink from 0 to 255", lambda r: r.but(
        task=lambda: tasks.mnist("raw"), optimizer=mlp.RELU_3.optimizer)),
    _plant(mlp.BATCH_NORM_6, "batches of 2", faults.batch_of(2)),
    _plant(mlp.LAYER_NORM_8, "optimizer of another copy", faults.other_copy),
    _plant(mlp.RESIDUAL_30, "branches not scaled", faults.model(
        lambda: mlp.ResidualPerceptron(30, scale=1.0)), lambda r: r.prepared(mlp.HE).but(
            optimizer=mlp.RESIDUAL_8.optimizer)),

    _plant(mlp.RMSPROP, "rate 100 times too large", faults.rate(100)),
    _plant(conv.LENET, "rate 100 times too large", faults.rate(100)),
    _plant(conv.LENET, "ink from 0 to 255, momentum", faults.inputs_times(78.6, 33.3), lambda r:
           r.but(optimizer=mlp.RELU_3.optimizer)),
    _plant(conv.VGG_PLAIN, "sixteen layers as PyTorch draws them", faults.model(
        lambda: conv.vgg((16,) * 16, None)), lambda r: r.but(prepare=())),
    _plant(conv.VGG_PLAIN, "weights of 0.001", faults.weights_normal(0.001)),
    _plant(conv.VGG_NORM, "batches of 2", faults.batch_of(2)),
    _plant(conv.VGG_MNIST, "shuffled answers", faults.shuffled_answers),
    _plant(conv.RESNET, "only the head learns", faults.only("head")),
    _plant(conv.RESNET, "rate 100 times too large", faults.rate(100)),
    _plant(conv.RESNET_GROUP, "rate 1000 times too small", faults.rate(0.001)),
    _plant(conv.MOBILENET, "NaN in the data", faults.nan_in_data),
    _plant(conv.DENSENET, "softmax before cross-entropy, SGD", faults.at_the_end(
        lambda: nn.Softmax(-1)), lambda r: r.but(optimizer=conv.RESNET.optimizer)),
    _plant(rnn.RNN_ROWS, "gain of 0.2, 64 steps", lambda r: r.but(task=rnn.pixels,
        model=lambda: rnn.Reader(nn.RNN, 1)).prepared(rnn.recurrent_weights(
            lambda w: ORTHOGONAL(w, 0.2)))),
    _plant(rnn.IRNN, "gain of 2.5", lambda r: r.but(clip=None).prepared(rnn.recurrent_weights(
        lambda w: ORTHOGONAL(w, 2.5)))),
    _plant(rnn.RNN_LOOP, "gain of 8", lambda r: r.prepared(rnn.recurrent_weights(
        lambda w: ORTHOGONAL(w, 8.0)))),
    _plant(rnn.RNN_TEXT, "rate 300 times too large", faults.rate(300), lambda r: r.but(clip=None)),
    _plant(rnn.LSTM_ROWS, "forget gate closed", lambda r: r.prepared(rnn.forget_bias(-12.0))),
    _plant(rnn.LSTM_CELL, "rate 1000 times too small", faults.rate(0.001)),
    _plant(rnn.LSTM_TEXT, "embedding of 100", lambda r: r.prepared(_large_embedding)),
    _plant(rnn.LSTM_TEXT, "rate 100 times too large", faults.rate(100), lambda r: r.but(clip=None)),
    _plant(rnn.LSTM_BOTH, "shuffled answers", faults.shuffled_answers),
    _plant(rnn.GRU_ROWS, "clipped to 0.0001, SGD", faults.clipped(1e-4), lambda r: r.but(
        optimizer=rnn.GRU_SGD.optimizer)),
    _plant(rnn.GRU_TEXT, "weight decay of 1", faults.decay(1.0)),
    _plant(rnn.GRU_SGD, "ink from 0 to 255", faults.inputs_times(80, 80)),
    _plant(tf.GPT, "logits of attention 1600 times too large", lambda r: r.prepared(
        _wide_attention)),
    _plant(tf.GPT, "rate 100 times too large", faults.rate(100)),
    _plant(tf.GPT_TIED, "rate 1000 times too small", faults.rate(0.001)),
    _plant(tf.POST_TEXT_6, "no warm-up, rate 10 times as large", faults.rate(10), lambda r: r.but(
        schedule=None)),
    _plant(tf.VIT, "rate 1000 times too large", faults.rate(1000)),
    _plant(tf.VIT_POST, "optimizer of another copy", faults.other_copy),
    _plant(tf.PRE_TEXT, "head of 10", lambda r: r.prepared(_large_head)),
    _plant(tf.MIXER, "shuffled answers", faults.shuffled_answers),
    _plant(ae.AE, "rate 300 times too large", faults.rate(300)),
    _plant(ae.AE_TANH, "eight layers of sigmoids", faults.model(lambda: nn.Sequential(
        mlp.perceptron([64, *[32] * 8, 64], nn.Sigmoid)))),
    _plant(ae.AE_SGD, "weights of 0.001", faults.weights_normal(0.001)),
    _plant(ae.AE_CONV, "biases of -20", faults.biases(-20)),
    _plant(ae.AE_MNIST, "sigmoid, and 255 to reach", lambda r: r.but(
        loss=lambda out, y: F.mse_loss(out, y * 255))),
    _plant(ae.VAE, "rate 1000 times too large", faults.rate(1000)),
]
