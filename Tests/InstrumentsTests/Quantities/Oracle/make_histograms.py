"""Writes histograms.json: how many values of a tensor lie in each [2^k, 2^(k+1)), by NumPy's frexp.

frexp(x) = (m, e) with x = m 2^e and m in [1/2, 1), so k = e - 1; it takes subnormal numbers as they
are. Values go by their bits, so that no digit and no NaN is lost on the way: random ones over the whole
range of the precision, powers of two with their neighbours on either side, zeros of both signs,
subnormal numbers, the largest ones, infinities and NaN.

    python3 make_histograms.py > histograms.json        (made with NumPy 2.4.6)
"""

import json

import numpy as np

LOWEST, HIGHEST = -149, 127


def values(dtype, seed):
    rng = np.random.default_rng(seed)
    info = np.finfo(dtype)
    exponents = rng.uniform(info.minexp - info.nmant, info.maxexp, 300)
    randoms = (rng.uniform(1, 2, 300) * np.exp2(exponents)).astype(dtype)
    near = (rng.normal(0, 1, 200) * 10.0 ** rng.uniform(-9, 0, 200)).astype(dtype)
    powers = np.exp2(np.array([-149, -127, -126, -25, -24, -1, 0, 1, 15, 16, 127.0])).astype(dtype)
    edges = np.concatenate(
        [powers, np.nextafter(powers, dtype(0)), np.nextafter(powers, dtype(np.inf))]
    )
    special = np.array(
        [0, -0.0, np.nan, np.inf, -np.inf, info.max, -info.max, info.tiny, info.smallest_subnormal],
        dtype,
    )
    all_values = np.concatenate([randoms, near, edges, special])
    return all_values * rng.choice(np.array([-1, 1], dtype), all_values.size)


def case(dtype, bits, seed):
    x = values(dtype, seed)
    finite = x[np.isfinite(x) & (x != 0)]
    k = np.frexp(finite)[1] - 1
    inside = (k >= LOWEST) & (k <= HIGHEST)

    def bins(chosen):
        return np.bincount(k[inside & chosen] - LOWEST, minlength=HIGHEST - LOWEST + 1).tolist()

    return {
        "bits": [str(v) for v in x.view(bits)],
        "zeros": int((x == 0).sum()),
        "nonFinite": int((~np.isfinite(x)).sum()),
        "under": int((k < LOWEST).sum()),
        "over": int((k > HIGHEST).sum()),
        "negative": bins(finite < 0),
        "positive": bins(finite > 0),
    }


with np.errstate(all="ignore"):
    print(
        json.dumps(
            {
                "float32": case(np.float32, np.uint32, 1),
                "float64": case(np.float64, np.uint64, 2),
            }
        )
    )
