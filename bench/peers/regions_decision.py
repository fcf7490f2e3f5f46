"""Activation regions of one network in a square, by edge subdivision.

The regions of the layers before cut the square into convex faces, on each of which a neuron is
linear. Neuron by neuron, every edge on which it changes sign is cut there, and the two cuts of a
face become the ends of a new edge that splits the face. What a vertex carries are the
pre-activations of the current layer, linear along every edge, so no coordinates are needed. A
neuron that is exactly 0 at a vertex counts as negative there; nothing else is done about rounding.
"""

from __future__ import annotations

import torch

# Face 0 lies outside the square; face 1 is the square.
OUTSIDE, SQUARE = 0, 1


def regions(weights: list[torch.Tensor], biases: list[torch.Tensor], radius: float) -> int:
    """Regions in [-radius, radius]^2: E - V + 1, by Euler's formula.

    `weights[l]` has shape (width, inputs), `biases[l]` has shape (width,).
    """
    corners = torch.tensor([[-1, -1], [1, -1], [1, 1], [-1, 1]], dtype=torch.float64) * radius
    ends = torch.tensor([[0, 1], [1, 2], [2, 3], [3, 0]])  # (edges, 2): vertices
    faces = torch.tensor([[OUTSIDE, SQUARE]] * 4)  # (edges, 2): on both sides, in no order
    count = 2  # faces, the outer one included
    activity = corners
    for matrix, bias in zip(weights, biases):
        values = torch.addmm(bias, activity, matrix.T)  # (vertices, width)
        for neuron in range(len(bias)):
            values, ends, faces, count = _split(values, ends, faces, count, neuron)
        activity = values.relu_()
    return len(ends) - len(activity) + 1


def _split(
    values: torch.Tensor, ends: torch.Tensor, faces: torch.Tensor, count: int, neuron: int
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, int]:
    """Vertices, edges and faces after the line of one neuron."""
    positive = (values[:, neuron] > 0)[ends]  # (edges, 2)
    upper = positive[:, 0]
    cut = (upper != positive[:, 1]).nonzero().squeeze(1)
    if len(cut) == 0:
        return values, ends, faces, count
    cut_ends, cut_faces, swap = ends[cut], faces[cut], upper[cut]
    below = torch.where(swap, cut_ends[:, 1], cut_ends[:, 0])
    above = torch.where(swap, cut_ends[:, 0], cut_ends[:, 1])

    low, high = values[below], values[above]
    share = low[:, neuron] / (low[:, neuron] - high[:, neuron])
    crossing = torch.lerp(low, high, share.unsqueeze(1))
    crossing[:, neuron] = 0  # exactly on the neuron's line
    vertices = torch.arange(len(values), len(values) + len(cut))

    # Each face that is cut has two cuts on its boundary: in order of faces they are neighbours.
    inside = cut_faces.flatten() != OUTSIDE
    touched, order = cut_faces.flatten()[inside].sort()
    chords = vertices.repeat_interleave(2)[inside][order].view(-1, 2)
    split = touched[::2]
    created = torch.arange(count, count + len(split))
    positive_part = torch.arange(count)
    positive_part[split] = created

    faces = torch.where(upper.unsqueeze(1), positive_part[faces], faces)
    faces[cut] = cut_faces
    ends = ends.clone()
    ends[cut] = torch.stack((below, vertices), 1)
    return (
        torch.cat((values, crossing)),
        torch.cat((ends, torch.stack((above, vertices), 1), chords)),
        torch.cat((faces, positive_part[cut_faces], torch.stack((split, created), 1))),
        count + len(split),
    )
