"""Makes the small OME-Zarr images beside it, for OmeZarrFileTest: python3 make.py, with zarr 2 and numcodecs.

Pixel i in C order is h = i * 2654435761 mod 2^32: the upper bits for whole numbers, h / 65536 - 1000 for real ones.
"""
import json
import os
import shutil

import numpy as np
import zarr
from numcodecs import Blosc, GZip, Zlib, Zstd

HERE = os.path.dirname(os.path.abspath(__file__))


def pixels(shape, dtype):
    h = np.arange(np.prod(shape), dtype=np.uint64) * np.uint64(2654435761) & np.uint64(0xFFFFFFFF)
    kind = np.dtype(dtype)
    if kind.kind == "f":
        values = (h.astype("f8") / 65536 - 1000).astype(kind)
    else:
        values = (h >> np.uint64(32 - 8 * kind.itemsize)).astype("u%d" % kind.itemsize).view("%s%d" % (kind.kind, kind.itemsize)).astype(kind)
    return values.reshape(shape)


def make(name, axes, shape, chunks, dtype, compressor, separator, fill=0, missing=None):
    folder = os.path.join(HERE, name)
    shutil.rmtree(folder, ignore_errors=True)
    group = zarr.open_group(folder, mode="w")
    array = group.create_dataset("0", shape=shape, chunks=chunks, dtype=dtype, compressor=compressor, fill_value=fill,
                                 dimension_separator=separator)
    array[...] = pixels(shape, dtype)
    if missing:
        os.remove(os.path.join(folder, "0", missing))
    kinds = {"t": "time", "c": "channel"}
    group.attrs["multiscales"] = [{
        "version": "0.4", "name": name,
        "axes": [{"name": a, "type": kinds.get(a, "space")} for a in axes],
        "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [1.0] * len(axes)}]}]}]


make("blosc-lz4-u2", "tczyx", (1, 2, 3, 9, 13), (1, 1, 2, 5, 13), "<u2", Blosc("lz4", 5, Blosc.SHUFFLE), "/", 7, "0/1/0/1/0")
make("blosc-zstd-i2", "zyx", (2, 9, 13), (1, 9, 8), ">i2", Blosc("zstd", 5, Blosc.BITSHUFFLE), ".", -300, "1.0.1")
make("blosc-blosclz-i1", "cyx", (2, 9, 13), (2, 9, 13), "|i1", Blosc("blosclz", 9, Blosc.NOSHUFFLE), ".")
make("blosc-zlib-u2", "yx", (9, 13), (16, 16), ">u2", Blosc("zlib", 1, Blosc.SHUFFLE), "/")
make("zlib-f4", "tyx", (2, 9, 13), (1, 5, 8), "<f4", Zlib(1), "/", float("nan"), "1/1/1")
make("gzip-u4", "yx", (9, 13), (5, 8), "<u4", GZip(5), ".")
make("zstd-i4", "yx", (9, 13), (5, 8), ">i4", Zstd(3), "/")
make("zstd-u1", "yx", (9, 13), (5, 8), "|u1", Zstd(3), ".", 255, "0.0")
make("none-f8", "yx", (9, 13), (5, 8), ">f8", None, "/")
make("none-f4", "zyx", (2, 9, 13), (2, 9, 13), ">f4", None, ".")
