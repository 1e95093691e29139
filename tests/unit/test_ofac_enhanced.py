"""Treasury's enhanced XML: a party on each of its lists, with the day of each."""

from sources.load import read_file
from tests.unit.lists import assert_fields_slice_back, values

XML = """<?xml version="1.0" encoding="utf-8"?>
<sanctionsData xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML">
<publicationInfo><dataAsOf>2026-07-27T00:00:00</dataAsOf></publicationInfo>
<entities>
<entity id="9640"><generalInfo><entityType refId="600">Individual</entityType></generalInfo>
 <sanctionsLists><sanctionsList datePublished="2006-04-12">Non-SDN Palestinian Legislative Council List</sanctionsList>
  <sanctionsList datePublished="2014-10-10">Consolidated List</sanctionsList>
  <sanctionsList datePublished="2016-09-16">SDN List</sanctionsList></sanctionsLists>
 <sanctionsPrograms><sanctionsProgram>NS-PLC</sanctionsProgram></sanctionsPrograms>
 <names><name id="2"><isPrimary>false</isPrimary><isLowQuality>true</isLowQuality><translations><translation>
    <formattedFullName>KUSTO</formattedFullName></translation></translations></name>
  <name id="1"><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
   <translation><isPrimary>false</isPrimary><formattedFullName>КУСТОДЕ, Мило</formattedFullName></translation>
   <translation><isPrimary>true</isPrimary><formattedFullName>KUSTODE, Milo</formattedFullName></translation>
  </translations></name></names>
 <addresses><address id="5"><country>Syldavia</country><translations><translation><addressParts>
   <addressPart><type>CITY</type><value>Klow</value></addressPart></addressParts></translation></translations></address></addresses>
 <features><feature><type>Nationality Country</type><value>Borduria</value></feature>
  <feature><type>Birthdate</type><value>1962</value></feature></features>
 <identityDocuments><identityDocument><type>Passport</type><documentNumber>K1</documentNumber>
  <issuingCountry>Borduria</issuingCountry></identityDocument></identityDocuments>
</entity>
<entity id="9641"><names><name><isPrimary>true</isPrimary><translations><translation><formattedFullName> </formattedFullName>
 </translation></translations></name></names></entity>
</entities></sanctionsData>"""


def test_records(tmp_path):
    (tmp_path / "cons_enhanced.xml").write_text(XML, encoding="utf-8")
    (parsed,) = read_file(tmp_path / "cons_enhanced.xml", "cons_enhanced.xml")
    assert_fields_slice_back(parsed)
    assert parsed.document.snapshot.isoformat() == "2026-07-27"
    assert {r.list_id: [e.date.isoformat() for e in r.events] for r in parsed.records} == {
        "ns-plc": ["2006-04-12"],
        "sdn": ["2016-09-16"],
    }
    first = parsed.records[0]
    assert (first.name, values(first)["alias"], values(first)["weak_alias"]) == (
        "KUSTODE, Milo",
        ["КУСТОДЕ, Мило"],
        ["KUSTO"],
    )
    assert values(first)["nationality"] == ["Borduria"] and values(first)["country"] == ["Syldavia"]
    assert "Passport K1 Borduria" in values(first)["identifier"] and "Birthdate 1962" in values(first)["remark"]
    assert parsed.warnings == ("cons_enhanced.xml: 1 entry has no name and is left out (entity 9641)",)
