"""Trains the U-Net of a given script on noisy pairs for some minutes in PyTorch, and prints the PSNR of an unseen image.

    python train_unet.py script.py folder minutes threads sigma patch batch

The script defines a class UNet; it is trained as the Noise2Noise paper says (L2, Adam with 0.9 and 0.99, 3e-4, ramped down over the last
30 %). The folder holds the clean images as float32, NAME_WIDTHxHEIGHT.raw; unseen_* is denoised at the end.
"""
import importlib.util
import json
import math
import pathlib
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

script, folder, minutes, threads, sigma, patch, batch = sys.argv[1:]
minutes, sigma, patch, batch = float(minutes), float(sigma), int(patch), int(batch)
torch.set_num_threads(int(threads))
torch.manual_seed(1)
spec = importlib.util.spec_from_file_location("reference", script)
reference = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reference)
random = np.random.default_rng(1)


def load(path):
    width, height = map(int, path.stem.split("_")[1].split("x"))
    return np.fromfile(path, dtype=np.float32).reshape(height, width)


paths = sorted(pathlib.Path(folder).glob("*.raw"))
scenes = [load(path) for path in paths if not path.name.startswith("unseen")]
clean = next(load(path) for path in paths if path.name.startswith("unseen"))
values = np.concatenate([scene.ravel() for scene in scenes])
mean, deviation = values.mean(), math.sqrt(values.var() + sigma ** 2)


def pairs():
    crops = []
    for _ in range(batch):
        scene = scenes[random.integers(len(scenes))]
        y, x = (random.integers(side - patch + 1) for side in scene.shape)
        crop = np.rot90(scene[y:y + patch, x:x + patch], random.integers(4))
        crops.append(crop[:, ::-1] if random.integers(2) else crop)
    crops = np.stack(crops)[:, None]
    noisy = [(crops + random.normal(0, sigma, crops.shape) - mean) / deviation for _ in range(2)]
    return [torch.from_numpy(np.ascontiguousarray(n, dtype=np.float32)) for n in noisy]


network = reference.UNet()
optimizer = torch.optim.Adam(network.parameters(), lr=3e-4, betas=(0.9, 0.99))
start, steps = time.time(), 0
while True:
    done = (time.time() - start) / 60 / minutes
    if done >= 1:
        break
    ramp = 1 if done < 0.7 else 0.5 * (1 + math.cos(math.pi * (done - 0.7) / 0.3))
    for group in optimizer.param_groups:
        group["lr"] = 3e-4 * ramp
    a, b = pairs()
    loss = F.mse_loss(network(a), b)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    steps += 1
noisy = (clean + np.random.default_rng(2).normal(0, sigma, clean.shape) - mean) / deviation
with torch.no_grad():
    image = torch.from_numpy(noisy.astype(np.float32))[None, None]
    height, width = noisy.shape
    padded = F.pad(image, (0, -width % 32, 0, -height % 32), mode="reflect")
    denoised = network(padded)[0, 0, :height, :width].numpy() * deviation + mean
error = float(((denoised - clean) ** 2).mean())
print(json.dumps({"psnr": 10 * math.log10(255 ** 2 / error), "steps": steps}))
