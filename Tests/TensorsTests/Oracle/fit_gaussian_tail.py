"""The coefficients of `gaussian_tail` in Sources/CTensorKernels/elementary.h.

h(x) = ½ erfc(x/√2)·e^(x²/2)·(1 + x) on [0, 20] as a polynomial of degree 10 in
u = (x − 4)/(x + 4), through its values at the Chebyshev points, computed with 40 digits; then the
largest relative error between them.

    pip install mpmath && python3 fit_gaussian_tail.py
"""

import mpmath as mp

mp.mp.dps = 40
CENTRE, LAST, DEGREE = mp.mpf(4), mp.mpf(20), 10


def target(u):
    x = CENTRE * (1 + u) / (1 - u)
    return mp.exp(x * x / 2) * mp.erfc(x / mp.sqrt(2)) / 2 * (1 + x)


low, high = mp.mpf(-1), (LAST - CENTRE) / (LAST + CENTRE)
count = DEGREE + 1
points = [
    (low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * i + 1) / (2 * count))
    for i in range(count)
]
powers = mp.matrix([[u**j for j in range(count)] for u in points])
coefficients = mp.lu_solve(powers, mp.matrix([target(u) for u in points]))
for j in range(count):
    print(f"c{j} = {mp.nstr(coefficients[j], 12)}")
between = [low + (high - low) * i / 2000 for i in range(2001)]
error = max(abs(mp.polyval(list(coefficients)[::-1], u) / target(u) - 1) for u in between)
print("largest relative error", mp.nstr(error, 3))
