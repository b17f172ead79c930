import pandas as pd

from foresaid.findings import select
from foresaid.labels import name_topics, topic_labels


def test_topics_stand_under_the_labels_of_their_codebook(sample):
    labels = topic_labels(["world"])
    topic = next(iter(labels))
    table = pd.DataFrame({"topic": pd.Categorical([topic, "unheard_of"]), "topics": [[topic], []]})
    named = name_topics(select(sample), table)
    assert named["topic"].tolist() == [labels[topic], "unheard_of"]
    assert named["topics"].tolist() == [[labels[topic]], []]
    assert table["topic"].tolist() == [topic, "unheard_of"]
