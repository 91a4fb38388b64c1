"""The language model as one pipeline: what is in it, that it can be saved, and that another model is a setting."""

import pytest
import spacy

from include.newsmill.errors import ContractBroken
from include.newsmill.extraction import Extractor
from include.newsmill.extraction.pipeline import load_pipeline
from include.newsmill.model import Article
from include.newsmill.settings import Settings

MODEL = Settings().spacy_model
OWN = ["newsmill_paragraphs", "newsmill_lemmas", "newsmill_boundaries"]
SENTENCES = [
    "Kenya's President William Ruto met Ugandan ministers in Kampala on Friday.",
    "Police arrested two men in Lagos, officials of the Nigerian Red Cross said.\n\nTalks were held.",
    "The United States has imposed sanctions on four banks that had financed the rebels.",
]


@pytest.fixture(scope="module")
def nlp():
    return load_pipeline(MODEL)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """The stock model in a folder, under a name of its own."""
    stock = spacy.load(MODEL)
    stock.meta["name"] = "another"
    folder = tmp_path_factory.mktemp("model") / "en_another"
    stock.to_disk(folder)
    return str(folder)


def read_by(nlp, text):
    doc = nlp(text)
    tokens = [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_, t.is_sent_start) for t in doc]
    return tokens, [(e.start, e.end, e.label_) for e in doc.ents]


def test_our_components_stand_in_one_pipeline_under_names_of_our_own(nlp):
    assert [name for name in nlp.pipe_names if name.startswith("newsmill_")] == OWN
    assert (nlp.pipe_names[0], nlp.pipe_names[-1]) == (OWN[0], OWN[-1])


def test_the_stock_components_that_are_read_are_kept(nlp):
    assert {"tok2vec", "tagger", "parser", "ner"} == set(nlp.pipe_names) - set(OWN)


def test_nothing_is_computed_that_nobody_reads(nlp):
    assert not {"attribute_ruler", "lemmatizer", "senter"} & set(nlp.component_names)
    doc = nlp(SENTENCES[0])
    assert not doc.tensor.size
    assert not any(token.pos_ for token in doc)


def test_a_saved_pipeline_reads_the_same(nlp, tmp_path):
    nlp.to_disk(tmp_path / "saved")
    saved = spacy.load(tmp_path / "saved")
    assert saved.pipe_names == nlp.pipe_names
    assert [read_by(saved, text) for text in SENTENCES] == [read_by(nlp, text) for text in SENTENCES]


def test_lemmas_of_verbs_and_nouns_are_those_of_the_stock_tables(nlp):
    lemmas = {token.text: token.lemma_ for text in SENTENCES for token in nlp(text)}
    assert [lemmas[word] for word in ("met", "held", "ministers", "banks")] == ["meet", "hold", "minister", "bank"]
    assert not lemmas["in"]


def test_a_model_in_a_folder_reads_as_the_installed_one(extractor, source):
    articles = [Article.from_text(text, None) for text in SENTENCES]
    assert list(Extractor.load(source).extract(articles)) == list(extractor.extract(articles))


def test_the_version_of_an_extraction_names_its_model(extractor, source):
    assert Extractor.load(source).model_version != extractor.model_version


def test_the_model_is_a_setting():
    assert Settings.from_environment({"NEWSMILL_SPACY_MODEL": "en_core_web_md"}).spacy_model == "en_core_web_md"


def test_a_model_that_cannot_parse_is_a_broken_contract(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ContractBroken, match="has no ner, parser, tagger"):
        load_pipeline(str(tmp_path / "blank"))
