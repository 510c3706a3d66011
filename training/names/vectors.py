"""Word vectors by skip-gram (Mikolov et al. 2013) on the training articles: openly licensed text only."""

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
from gensim.models import Word2Vec

from training.names.corpora import Article

WIDTH: Final = 64
_DIGIT: Final = re.compile(r"\d")


def learn(articles: Iterable[Article], seed: int) -> tuple[list[str], npt.NDArray[np.float32]]:
    """Return the words that stand four times or more and their vectors, (words, WIDTH), of unit deviation.

    Digits count as one. With more than one thread the result would differ from run to run.
    """
    sentences = [
        [_DIGIT.sub("0", word) for word in sentence.words] for article in articles for sentence in article.sentences
    ]
    model = Word2Vec(
        sentences,
        vector_size=WIDTH,
        window=3,
        min_count=4,
        sg=1,
        negative=8,
        epochs=10,
        sample=1e-4,
        workers=1,
        seed=seed,
    )
    vectors = np.asarray(model.wv.vectors, np.float32)
    return list(model.wv.index_to_key), vectors / vectors.std()
