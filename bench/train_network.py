"""Learn the small network that reads a sentence's words in their order (find/forecasts/network.py).

Called by bench/train.py. The same examples give the same numbers with the same library versions: one thread, plain
32-bit sums, a fixed order. Needs torch (the extra `train`); the product does not.
"""

from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.optim import swa_utils

from foresaid.find.forecasts.network import AROUND, NEAR, Network, describe_context, mark_cues
from foresaid.find.forecasts.words import CUE_CLASSES

VECTOR, MARKS, OF_CUE, HIDDEN = 64, 96, 96, 64
EPOCHS, BATCH, RATE, DECAY, DROPPED, UNSEEN = 5, 256, 2e-3, 0.01, 0.25, 0.1
LONGEST = 80  # words of a sentence that are learned from
WARMING = 200  # steps
AVERAGED = 0.998  # of the mean of the weights stays at each step: what is kept is the mean of some hundred steps
SMOOTHED = 0.02  # of the probability of a coded label goes to each other one


@dataclass(frozen=True)
class Examples:
    """Sentences as the network sees them: words behind one another, one row of context and target a sentence."""

    ids: np.ndarray
    cue: np.ndarray
    marks: np.ndarray  # quoted, capital
    rims: np.ndarray  # where each sentence's words begin and the last one's end
    context: np.ndarray

    def __len__(self):
        return len(self.rims) - 1

    def only(self, which):
        """Some of the sentences."""
        sizes = self.rims[which + 1] - self.rims[which]
        rims = np.concatenate([[0], np.cumsum(sizes)])
        at = np.repeat(self.rims[which] - rims[:-1], sizes) + np.arange(rims[-1])
        return Examples(self.ids[at], self.cue[at], self.marks[at], rims, self.context[which])

    def padded(self, which):
        """Tensors of some sentences, each cut or filled to one length."""
        sizes = np.minimum(self.rims[which + 1] - self.rims[which], LONGEST)
        at = self.rims[which][:, None] + np.arange(sizes.max())
        held = np.arange(sizes.max()) < sizes[:, None]
        at = np.where(held, at, 0)
        made = (self.ids[at] * held, self.cue[at] * held, self.marks[at] * held[..., None], held, self.context[which])
        return [torch.from_numpy(np.ascontiguousarray(one, dtype=kind)) for one, kind in
                zip(made, ("i8", "i8", "f4", "f4", "f4"), strict=True)]


def see_examples(seen, own):
    """The sentences `own` (true or false each) of a run that the finder has looked at."""
    cue = mark_cues(seen, CUE_CLASSES)
    place, tokens = seen.place, seen.place.tokens
    kept = own[place.sentence] & ~place.pad
    number = np.cumsum(own) - 1
    rims = np.searchsorted(number[place.sentence[kept]], np.arange(own.sum() + 1))
    marks = np.stack([place.quotes[kept] % 2, tokens.capital[kept]], axis=1).astype(np.float32)
    return Examples(place.ids[kept], cue[kept], marks, rims, describe_context(seen.context)[own])


def join_examples(runs):
    """Several runs as one."""
    sizes = np.cumsum([0, *(run.rims[-1] for run in runs)])
    rims = np.concatenate([[0], *(run.rims[1:] + base for run, base in zip(runs, sizes[:-1], strict=True))])
    rest = (np.concatenate([getattr(run, name) for run in runs]) for name in ("ids", "cue", "marks"))
    return Examples(*rest, rims, np.concatenate([run.context for run in runs]))


class Reader(nn.Module):
    """The network while it learns."""

    def __init__(self, vectors, contexts):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(torch.tensor(vectors, dtype=torch.float32), freeze=False)
        self.cues = nn.Embedding(len(CUE_CLASSES) + 1, VECTOR)
        self.cues.weight.data.mul_(0.3)
        self.marks = nn.Linear(2, VECTOR, bias=False)
        self.near, self.around = nn.Linear(VECTOR * (2 * NEAR + 1), MARKS), nn.Linear(MARKS * (2 * AROUND + 1), OF_CUE)
        self.hidden, self.out = nn.Linear(OF_CUE + 2 * MARKS + contexts, HIDDEN), nn.Linear(HIDDEN, 4)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, ids, cue, marks, held, context):
        """Scores of sentences."""
        vectors = (self.words(ids) + self.cues(cue) + self.marks(marks)) * held[..., None]
        if self.training:
            vectors = vectors * (torch.rand(*held.shape, 1) > UNSEEN)
        near = torch.relu(self.near(_windows(vectors, NEAR))) * held[..., None]
        sentence, place = torch.nonzero(cue > 0, as_tuple=True)
        padded = nn.functional.pad(near, (0, 0, AROUND, AROUND))
        window = padded[sentence[:, None], place[:, None] + torch.arange(2 * AROUND + 1)].flatten(1)
        of_cue = torch.relu(self.around(self.drop(window)))
        best = torch.zeros(len(ids), OF_CUE).scatter_reduce(0, sentence[:, None].expand(-1, OF_CUE), of_cue, "amax")
        seen = torch.cat([best, near.amax(1), near.sum(1) / held.sum(1, keepdim=True), context], 1)
        return self.out(self.drop(torch.relu(self.hidden(self.drop(seen)))))


def _windows(vectors, size):
    padded, length = nn.functional.pad(vectors, (0, 0, size, size)), vectors.shape[1]
    return torch.cat([padded[:, step : step + length] for step in range(2 * size + 1)], 2)


def learn_reader(examples, targets, vectors):
    """A trained reader. `targets`: a row of four probabilities a sentence; `vectors`: where words begin."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    reader = Reader(vectors, examples.context.shape[1])
    optimiser = torch.optim.AdamW(reader.parameters(), lr=RATE, weight_decay=DECAY)
    steps, step = EPOCHS * -(-len(examples) // BATCH), 0
    targets = torch.tensor(targets, dtype=torch.float32)
    reader.train()
    mean = swa_utils.AveragedModel(reader, multi_avg_fn=swa_utils.get_ema_multi_avg_fn(AVERAGED))
    for _ in range(EPOCHS):
        for which in _batches(examples, order):
            rate = min(1, (step + 1) / WARMING) * (0.5 * (1 + np.cos(np.pi * step / steps)) + 0.01)
            for group in optimiser.param_groups:
                group["lr"] = RATE * rate
            loss = nn.functional.cross_entropy(reader(*examples.padded(which)), targets[which])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 2.0)
            optimiser.step()
            if step > WARMING:
                mean.update_parameters(reader)
            step += 1
    return mean.module.eval()


def _batches(examples, order):
    """All sentences once, in batches of like length."""
    sizes = np.diff(examples.rims)
    shuffled = order.permutation(len(examples))
    for first in range(0, len(shuffled), BATCH * 50):
        some = shuffled[first : first + BATCH * 50]
        some = some[np.argsort(sizes[some], kind="stable")]
        batches = [some[at : at + BATCH] for at in range(0, len(some), BATCH)]
        order.shuffle(batches)
        yield from batches


def targets_of(labels):
    """Rows of probabilities for coded labels (0 to 3)."""
    made = np.full((len(labels), 4), SMOOTHED)
    made[np.arange(len(labels)), labels] = 1 - 3 * SMOOTHED
    return made


def read_examples(reader, examples):
    """The reader's scores."""
    made = np.zeros((len(examples), 4))
    order = np.argsort(np.diff(examples.rims), kind="stable")
    with torch.no_grad():
        for first in range(0, len(order), BATCH):
            which = order[first : first + BATCH]
            made[which] = reader(*examples.padded(which)).numpy()
    return made


def network_of(reader, blend):
    """The reader as the product uses it."""

    def plain(tensor):
        return tensor.detach().numpy().copy()

    layers = {name: (plain(layer.weight.T), plain(layer.bias)) for name, layer in
              (("near", reader.near), ("around", reader.around), ("hidden", reader.hidden), ("out", reader.out))}
    near = layers["near"][0].reshape(2 * NEAR + 1, VECTOR, MARKS)
    return Network(CUE_CLASSES, plain(reader.words.weight), plain(reader.cues.weight), plain(reader.marks.weight.T),
                   near, layers["near"][1], *layers["around"], *layers["hidden"], *layers["out"],
                   np.asarray(blend, dtype=np.float32))
