"""Makes the small images beside it and expected.csv, for ImageComparisonTest: python3 make.py, with scikit-image 0.19 and tifffile.

The images are crops of those in ../images, blurred and with noise. PSNR, SSIM and NRMSE are scikit-image's; the resolution by Fourier ring
correlation is computed here with NumPy. Plane 0 is all planes: SSIM is their mean, the rest is of all pixels.
"""
import csv
import os

import numpy as np
import tifffile
from scipy.ndimage import gaussian_filter
from skimage import io
from skimage.metrics import normalized_root_mse, peak_signal_noise_ratio, structural_similarity

HERE = os.path.dirname(os.path.abspath(__file__))


def crop(name, x, y, width, height):
    image = io.imread(os.path.join(HERE, "..", "images", name))
    return (image if image.ndim == 2 else image[..., 0])[y:y + height, x:x + width].astype("f8")


def spectra(a, b):
    """Cross and power spectra of two planes over rings of 1 / shorter side cycles a pixel."""
    height, width = a.shape
    window = np.outer(*[0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(n) + 0.5) / n) for n in a.shape])
    padded = [1 << (n - 1).bit_length() for n in a.shape]
    fa, fb = [np.fft.fft2((v - v.mean()) * window, s=padded) for v in (a, b)]
    f = np.hypot(np.fft.fftfreq(padded[0])[:, None], np.fft.fftfreq(padded[1])[None])
    n = min(a.shape)
    ring = np.floor(f * n + 0.5).astype(int)
    return n, [np.bincount(ring.ravel(), v.ravel())[:n // 2 + 1] for v in ((fa * fb.conj()).real, abs(fa) ** 2, abs(fb) ** 2)]


def resolution(planes):
    """The period at which the curve, smoothed over three rings, first falls below 1/7."""
    n = planes[0][0]
    cross, pa, pb = [sum(p[1][k] for p in planes) for k in range(3)]
    three = [[v[max(1, r - 1):r + 2].sum() for r in range(1, len(v))] for v in (cross, pa, pb)]
    curve = np.array(three[0]) / np.sqrt(np.array(three[1]) * np.array(three[2]))
    below = np.flatnonzero(curve < 1 / 7)
    if len(below) == 0:
        return 2
    r = below[0]
    return n / (r + (curve[r - 1] - 1 / 7) / (curve[r - 1] - curve[r]))


def row(name, plane, fit, given, data_range, a, b):
    ssim = np.mean([structural_similarity(u, v, data_range=data_range) for u, v in zip(a, b)])
    return [name, plane, fit, given, "%.6f" % peak_signal_noise_ratio(b, a, data_range=data_range), "%.6f" % ssim,
            "%.6f" % normalized_root_mse(b, a), "%.6f" % resolution([spectra(u, v) for u, v in zip(a, b)])]


def rows(name, image, reference):
    image, reference = image.astype("f8"), reference.astype("f8")
    fitted = np.polyval(np.polyfit(image.ravel(), reference.ravel(), 1), image)
    for fit, a in (("no", image), ("yes", fitted)):
        for given in ("", "255"):
            data_range = float(given) if given else reference.max() - reference.min()
            for i in range(len(a)):
                yield row(name, i + 1, fit, given, data_range, a[i:i + 1], reference[i:i + 1])
            yield row(name, 0, fit, given, data_range, a, reference)


def main():
    random = np.random.default_rng(1)
    camera = np.stack([crop("camera.png", 200, 100, 64, 64)])
    noisy = camera + random.normal(0, 12, camera.shape)
    cell = 40 * np.stack([crop("cell.png", 150, 200, 72, 50), crop("cell.png", 180, 230, 72, 50)])
    blurred = 0.7 * gaussian_filter(cell, (0, 1.2, 1.2)) + 300 + random.normal(0, 60, cell.shape)
    floats = camera / 255 - 0.5
    images = {
        "8-bit": (np.clip(np.round(noisy), 0, 255).astype("u1"), camera.astype("u1")),
        "16-bit": (np.round(blurred).astype("u2"), cell.astype("u2")),
        "32-bit": ((gaussian_filter(floats, (0, 2, 2)) * 3 + 1).astype("f4"), floats.astype("f4")),
    }
    with open(os.path.join(HERE, "expected.csv"), "w", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["name", "plane", "fit", "range", "psnr", "ssim", "nrmse", "frc"])
        for name, pair in images.items():
            for kind, image in zip(("image", "reference"), pair):
                tifffile.imwrite(os.path.join(HERE, "%s-%s.tif" % (name, kind)), image, imagej=True, metadata={"axes": "ZYX"})
            table.writerows(rows(name, *pair))


main()
