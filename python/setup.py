"""The kernel in C is built where there is a compiler; without one the package is whole."""

import runpy

from setuptools import Extension, setup

build = runpy.run_path("src/gradscope_recorder/native/build.py")
folder = "src/gradscope_recorder/native"

setup(
    ext_modules=[
        # No module of Python's: a shared library, which ctypes loads.
        Extension(
            "gradscope_recorder.native._kernel",
            [f"{folder}/{name}" for name in build["SOURCES"]],
            define_macros=[("GRADSCOPE_STAMP", str(build["stamp"]()))],
            depends=[f"{folder}/kernel.h"],
            extra_compile_args=list(build["FLAGS"]),
            libraries=["m"],
            optional=True,
        )
    ]
)
