"""What must hold for the names of any list, and for any text that is asked for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from index.name_forms import stem
from index.names import NameEntry, NameIndex, normal, tokens
from tests.unit.test_names import table

WORDS = st.sampled_from(["Orsk", "Talvik", "Brenholm", "Quarzit", "Ulmenhof", "Kestrel", "Pomona", "Zirkon", "Vellum"])
COMPANIES = st.builds(
    lambda words, body, form: " ".join([*words, body, form]).strip(),
    st.lists(WORDS, min_size=1, max_size=3, unique=True),
    st.sampled_from(["Technology", "Trading", "Works", "Institute", "Electronics", ""]),
    st.sampled_from(["Co., Ltd.", "LLC", "GmbH", "JSC", ""]),
)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(COMPANIES, min_size=1, max_size=12, unique=True), data=st.data())
def test_any_listed_name_finds_itself_first(names: list[str], data: st.DataObject) -> None:
    index = NameIndex.build(NameEntry(name, name, name, "name", "record") for name in names)
    name = data.draw(st.sampled_from(names))
    typed = data.draw(
        st.sampled_from([name, name.upper(), name.lower(), f" {name.replace(' ', '  ')}.", name.replace(",", " ,")])
    )
    found = index.find(typed, limit=50)
    assert normal(found[0].name) == normal(name) and found[0].how == "exact" and found[0].score == 1
    assert [(-match.score, match.name) for match in found] == sorted((-match.score, match.name) for match in found)
    assert len({normal(match.name) for match in found}) == len(found)


@settings(max_examples=60, deadline=None)
@given(names=st.lists(COMPANIES, min_size=1, max_size=12, unique=True), name=COMPANIES)
def test_a_word_more_is_another_company(names: list[str], name: str) -> None:
    index = NameIndex.build(NameEntry(listed, listed, listed, "name", "record") for listed in names)
    assert not index.find(f"Wolfram {name}")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert all(0 < match.score <= 1 for match in table().find(text))
    assert normal(normal(text)) == normal(text)
    assert all(stem(stem(word)) == stem(word) for word in tokens(text))
