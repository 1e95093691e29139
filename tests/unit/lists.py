"""What the tests of the lists' readers share."""

from sources.document import Record
from sources.formats.parsed import Parsed

READ = {"basis", "effective", "expires", "divest"}  # fields whose value may be a standard form of the words


def values(record: Record) -> dict[str, list[str]]:
    """The values of a record's fields."""
    return {name: [field.value for field in fields] for name, fields in record.fields.items()}


def assert_fields_slice_back(parsed: Parsed) -> None:
    """Every field, event and record stands where it says, records are in order and do not overlap."""
    text = parsed.document.text
    end = 0
    for record in parsed.records:
        assert record.document_id == parsed.document.id
        assert end <= record.start < record.end <= len(text)
        end = record.end
        assert record.first("name") is not None
        assert record.name == record.first("name").value
        for name, fields in record.fields.items():
            for field in fields:
                assert 0 <= field.start < field.end <= len(text)
                words = " ".join(text[field.start : field.end].split())
                assert words and (words == field.value or name in READ), (name, field, words)
        for event in record.events:
            assert text[event.start : event.end].strip()
    assert len({record.id for record in parsed.records}) == len(parsed.records)
