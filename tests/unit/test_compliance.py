"""What the compliance rules read in single sentences. Every country, agency and law here is fictional."""

from pathlib import Path

import pytest

from pipelines.extraction.compliance import build_compliance, load_compliance_knowledge
from pipelines.extraction.model import Built, Institution, Mention, Names
from pipelines.reading.model import Chapter, Document, Section, Sentence

SEEDS = Path(__file__).parents[2] / "seeds"
KNOWLEDGE = load_compliance_knowledge(SEEDS)
LEGISLATION, FINANCE, EXTREMISM = "legislation", "finance", "countering_violent_extremism"
COOPERATION, OVERVIEW, BODY = "cooperation", "overview", "body"


def chapter_of(*sentences: str, section: str = LEGISLATION, year: int = 2019) -> Chapter:
    """A chapter of one section and one paragraph that holds these sentences."""
    text = " ".join(sentences)
    document = Document("ZZZ-2019", "ZZZ", "Ardenia", year, "reports/2019/ardenia.txt", "0" * 64, len(text), "text/plain", text)
    found, at = [], 0
    for sentence in sentences:
        start = text.index(sentence, at)
        at = start + len(sentence)
        found.append(Sentence(start, at, section, 0, False))
    return Chapter(document, (Section(section, 0, 0, 0, len(text)),), tuple(found), ())


def built(*sentences: str, section: str = LEGISLATION, names: Names | None = None) -> Built:
    return build_compliance(chapter_of(*sentences, section=section), names or Names(), KNOWLEDGE)


def read(*sentences: str, section: str = LEGISLATION) -> list[tuple[object, object]]:
    """Framework and status of every row, in text order."""
    return [(row.values["framework_id"], row.values["status"]) for row in built(*sentences, section=section).rows]


EXAMPLES = [
    # laws
    (LEGISLATION, "There were no changes to Ardenia's counterterrorism legislation in 2019.", [("ct-law", "no_change_reported")]),
    (LEGISLATION, "Ardenia did not pass any new counterterrorism laws during the year.", [("ct-law", "no_change_reported")]),
    (LEGISLATION, "The Ardenian counterterrorism law was unchanged in 2019.", [("ct-law", "no_change_reported")]),
    (LEGISLATION, "In June, parliament passed a law that criminalizes terrorist recruitment.", [("ct-law", "adopted")]),
    (LEGISLATION, "The Ardenian Counterterrorism Act entered into force on April 1.", [("ct-law", "adopted")]),
    (LEGISLATION, "The king issued a decree in May that amended the Anti-Terrorism Law.", [("ct-law", "adopted")]),
    (LEGISLATION, "A draft counterterrorism law has been pending in parliament since 2014.", [("ct-law", "draft_pending")]),
    (LEGISLATION, "The Ministry of Justice drafted amendments to the penal code, and parliament had not debated them by year's end.", [("penal-code", "draft_pending")]),
    (LEGISLATION, "Parliament has not yet approved the counterterrorism bill.", [("ct-law", "draft_pending")]),
    (LEGISLATION, "Ardenia has no specific counterterrorism law.", [("ct-law", "not_implemented")]),
    (LEGISLATION, "Ardenia lacks comprehensive counterterrorism legislation.", [("ct-law", "not_implemented")]),
    (LEGISLATION, "The criminal code punishes travel abroad to join a terrorist group.", [("penal-code", "implemented")]),
    (LEGISLATION, "Ardenia has criminalized terrorism through its 2006 Law on the Fight against Terrorism.", [("ct-law", "implemented")]),
    (LEGISLATION, "The government continued to implement its 2015 counterterrorism law.", [("ct-law", "implemented")]),
    (LEGISLATION, "The law on terrorism is applied only in part.", [("ct-law", "partially_implemented")]),
    (LEGISLATION, "Ardenia ratified the protocol on terrorism in July.", [("none", "adopted")]),
    (LEGISLATION, "Ardenia signed, but has not ratified, the convention on nuclear terrorism.", [("none", "partially_implemented")]),
    # capacity
    (LEGISLATION, "The coast guard lacks boats and radar.", [("none", "deficient")]),
    (LEGISLATION, "Customs officers are poorly paid, and the prosecutors are few.", [("none", "deficient")]),
    (LEGISLATION, "The land borders remained porous.", [("none", "deficient")]),
    (LEGISLATION, "A shortage of judges delayed terrorism trials.", [("none", "deficient")]),
    (LEGISLATION, "The police have limited capacity to investigate terrorism.", [("none", "limited")]),
    (LEGISLATION, "Corruption hampered the work of the customs service.", [("none", "deficient")]),
    (LEGISLATION, "Ardenian special forces are well trained and well equipped.", [("none", "adequate")]),
    (LEGISLATION, "Coordination among the security services was weak.", [("none", "deficient")]),
    (LEGISLATION, "The forensic laboratory is unable to process DNA samples.", [("none", "deficient")]),
    # borders
    (LEGISLATION, "Ardenia uses PISCES at its two airports.", [("pisces", "implemented")]),
    (LEGISLATION, "Ardenia collects neither API nor PNR data.", [("api-pnr", "not_implemented")]),
    (LEGISLATION, "Ardenia began to collect API data in March, but it has no system for PNR.", [("api-pnr", "implemented"), ("api-pnr", "not_implemented")]),
    (LEGISLATION, "A PNR system is in the test phase.", [("api-pnr", "partially_implemented")]),
    (LEGISLATION, "The Border Guard checks all passports against INTERPOL databases.", [("interpol-i247", "implemented")]),
    (LEGISLATION, "Ardenia is not a member of the ICAO Public Key Directory.", [("icao-pkd", "non_member")]),
    (LEGISLATION, "Ardenian passports do not meet ICAO standards.", [("icao-annex-9", "not_implemented")]),
    (LEGISLATION, "Ardenia implements UNSCR 2309 and took steps toward implementing UNSCR 2396.", [("unscr-2309", "implemented"), ("unscr-2396", "progress_reported")]),
    (LEGISLATION, "Ardenia made no progress on UNSCR 2396.", [("unscr-2396", "stalled")]),
    (LEGISLATION, "Ardenia has implemented most of the provisions of UNSCRs 2178 and 2396.", [("unscr-2178", "partially_implemented"), ("unscr-2396", "partially_implemented")]),
    (LEGISLATION, "The government began to issue biometric passports in August.", [("none", "implemented")]),
    # judicial cooperation
    (LEGISLATION, "Ardenia extradited one suspect to the United States in March.", [("extradition", "completed")]),
    (LEGISLATION, "The Supreme Court denied a U.S. request for the extradition of a financier.", [("extradition", "refused")]),
    (LEGISLATION, "The constitution prohibits the extradition of Ardenian citizens.", [("extradition", "limited")]),
    (LEGISLATION, "There is no extradition treaty between Ardenia and the United States.", [("extradition", "not_implemented")]),
    (LEGISLATION, "The State Security Agency shared information with the FBI on three suspects.", [("us-le-coop", "cooperating")]),
    (LEGISLATION, "Ardenian police worked closely with U.S. law enforcement agencies.", [("us-le-coop", "cooperating")]),
    (LEGISLATION, "A mutual legal assistance treaty with the United States entered into force in 2010.", [("us-le-coop", "implemented")]),
    # finance
    (FINANCE, "Ardenia is a member of GAFILAT, a FATF-style regional body.", [("fsrb-membership", "member")]),
    (FINANCE, "Ardenia is not a member of a FATF-style regional body.", [("fsrb-membership", "non_member")]),
    (FINANCE, "Its FIU, the Financial Analysis Office, joined the Egmont Group in 2018.", [("egmont-membership", "member")]),
    (FINANCE, "The FIU has not yet joined the Egmont Group.", [("egmont-membership", "non_member")]),
    (FINANCE, "The Egmont Group suspended the FIU in July.", [("egmont-membership", "suspended")]),
    (FINANCE, "In October, the FATF added Ardenia to its gray list.", [("fatf-icrg", "listed")]),
    (FINANCE, "Ardenia was removed from the FATF grey list in February.", [("fatf-icrg", "delisted")]),
    (FINANCE, "Ardenia is not on the FATF black list.", [("fatf-icrg", "not_listed")]),
    (FINANCE, "Ardenia continued to be subject to increased monitoring by the FATF.", [("fatf-icrg", "listed")]),
    (FINANCE, "In its 2017 mutual evaluation, GAFILAT rated Ardenia largely compliant with Recommendation 6.", [("fatf-amlcft", "LC")]),
    (FINANCE, "ESAAMLG found a moderate level of effectiveness in the investigation of terrorist financing.", [("fatf-amlcft", "ME")]),
    (FINANCE, "Ardenia completed its first national risk assessment in April.", [("fatf-amlcft", "adopted")]),
    (FINANCE, "Ardenia froze no assets under UNSCR 1373.", [("unscr-1373", "not_implemented")]),
    (FINANCE, "The central bank distributes the UN Security Council 1267 list to all banks.", [("unscr-1267", "implemented")]),
    (FINANCE, "The authorities froze the assets of nine persons under UNSCR 1373.", [("unscr-1373", "implemented")]),
    (FINANCE, "Parliament amended the law on money laundering in May.", [("fatf-amlcft", "adopted")]),
    (FINANCE, "Supervision of nonprofit organizations is weak.", [("fatf-amlcft", "deficient")]),
    (FINANCE, "There were no significant changes in 2019.", [("fatf-amlcft", "no_change_reported")]),
    (FINANCE, "Terrorist financing is not a criminal offense in Ardenia.", [("fatf-amlcft", "not_implemented")]),
    # violent extremism
    (EXTREMISM, "Ardenia adopted a national strategy to counter violent extremism in May.", [("cve-nap", "adopted")]),
    (EXTREMISM, "A draft action plan awaits approval by the cabinet.", [("cve-nap", "draft_pending")]),
    (EXTREMISM, "Ardenia does not have a national CVE strategy.", [("cve-nap", "not_implemented")]),
    (EXTREMISM, "The government continued to carry out its national action plan.", [("cve-nap", "implemented")]),
    (EXTREMISM, "The Ministry of Education trained 120 teachers to recognize radicalization.", [("none", "implemented")]),
    (EXTREMISM, "The city of Port Sorrel joined the Strong Cities Network.", [("strong-cities", "member")]),
    (EXTREMISM, "Implementation of the peace agreement has stalled.", [("peace-accord", "stalled")]),
    (EXTREMISM, "The prison service runs a deradicalization program.", [("none", "implemented")]),
    # cooperation
    (
        COOPERATION,
        "Ardenia is a member of the African Union, ECOWAS, the Global Counterterrorism Forum, and the Southern Straits Council.",
        [("au-membership", "member"), ("ecowas-membership", "member"), ("gctf", "member"), ("regional-membership", "member")],
    ),
    (COOPERATION, "Ardenia participates in the Trans-Sahara Counterterrorism Partnership.", [("tsctp", "active")]),
    (COOPERATION, "Ardenia was suspended from the African Union and ECOWAS.", [("au-membership", "suspended"), ("ecowas-membership", "suspended")]),
    (COOPERATION, "In June, Ardenia left the Southern Straits Council.", [("regional-membership", "withdrawn")]),
    (COOPERATION, "Ardenia is an observer in the Southern Straits Council.", [("regional-membership", "observer")]),
    (COOPERATION, "Ardenia is not a member of the Global Coalition to Defeat ISIS.", [("d-isis-coalition", "non_member")]),
    (COOPERATION, "Ardenia contributed 300 troops to the UN mission in Castovia.", [("un-mission", "active")]),
    (COOPERATION, "Ardenia withdrew its soldiers from the UN peacekeeping mission in Castovia in May.", [("un-mission", "withdrawn")]),
    (COOPERATION, "The European Union extended the mandate of the EU Training Mission in Ardenia.", [("eu-mission", "active")]),
    (COOPERATION, "The United States lifted its restrictions on security assistance in March.", [("none", "lifted")]),
    (COOPERATION, "Child Soldiers Prevention Act restrictions were waived in October.", [("us-cspa", "waived")]),
    (COOPERATION, "The Secretary of State designated Ardenia as a State Sponsor of Terrorism in 1984.", [("us-sst", "listed")]),
    (COOPERATION, "Ardenia expanded its cooperation with Castovia on border patrols.", [("none", "expanding")]),
    # chapters without headings
    (BODY, "Ardenia is a party to ten of the twelve international conventions on terrorism.", [("none", "partially_implemented")]),
    (BODY, "Ardenia has no law against terrorist financing.", [("fatf-amlcft", "not_implemented")]),
    (BODY, "The border police lack vehicles.", [("none", "deficient")]),
    # overview
    (OVERVIEW, "The last Castovian troops withdrew from Ardenia on May 3.", [("foreign-deployment", "withdrawn")]),
    # nothing
    (LEGISLATION, "The National Police has the lead on counterterrorism.", []),
    (LEGISLATION, "Police arrested four suspects in May.", []),
    (LEGISLATION, "Ardenia's coast extends some 900 miles.", []),
    (LEGISLATION, "On May 3, gunmen killed two police officers.", []),
    (EXTREMISM, "These figures are difficult to verify.", []),
    (COOPERATION, "The government has become more isolated since the coup.", []),
    (OVERVIEW, "Ardenia remained a committed partner of the United States.", []),
    (OVERVIEW, "The armed group lacks support in the north.", []),
]


@pytest.mark.parametrize(("section", "sentence", "expected"), EXAMPLES, ids=[f"{section}-{sentence[:60]}" for section, sentence, _ in EXAMPLES])
def test_a_sentence_makes_these_rows(section: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence, section=section) == expected
