"""Writes reference.safetensors with the reference implementation of the format.

Run it in a folder of its own with `pip install safetensors==0.8.0 numpy==2.4.6`:

    python make_reference.py

With a path as the argument, it reads that file instead and prints what the library finds in it.
"""

import json
import pathlib
import sys

import numpy
from safetensors import TensorSpec, safe_open, serialize_file

path = pathlib.Path(__file__).with_name("reference.safetensors")


def tensor(dtype, shape, array):
    return TensorSpec(
        dtype=dtype, shape=shape, data_ptr=array.ctypes.data, data_len=array.nbytes
    )


def write():
    doubles = numpy.array([[1.5, -0.1, 3e300], [0.0, -0.0, 5e-324]])
    floats = numpy.array([1.5, -0.1, 65504.0, 6e-8], numpy.float32)
    halves = numpy.array([1.5, -0.1, 65504.0, 6e-8, numpy.inf, numpy.nan], numpy.float16)
    # bfloat16 is the upper half of a float32; NumPy has no such type.
    brains = numpy.array([1.5, -0.1, 3e38, 1e-40], numpy.float32).view(numpy.uint32) >> 16
    brains = brains.astype(numpy.uint16)
    number = numpy.array(-7, numpy.int64)
    nothing = numpy.empty((0, 3), numpy.float32)
    serialize_file(
        {
            "layers.0.weight": tensor("float64", [2, 3], doubles),
            "layers.0.bias": tensor("float32", [4], floats),
            "halves \"é\"\n": tensor("float16", [6], halves),
            "brains": tensor("bfloat16", [2, 2], brains),
            "number": tensor("int64", [], number),
            "nothing": tensor("float32", [0, 3], nothing),
        },
        str(path),
        {"format": "np", "note": "two\nlines \"quoted\" \\ é 😀"},
    )


def show(other):
    with safe_open(other, "np") as file:
        tensors = {}
        for name in file.keys():
            values = file.get_tensor(name)
            tensors[name] = [str(values.dtype), list(values.shape), values.ravel().tolist()]
        print(json.dumps({"metadata": file.metadata(), "tensors": tensors}, sort_keys=True))


if len(sys.argv) > 1:
    show(sys.argv[1])
else:
    write()
