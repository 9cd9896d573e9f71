"""What the compliance rules read in single sentences, section by section. Countries, agencies and laws are fictional.

A block is a section, its rows as `framework status` (alternatives with `|`, several rows with `;`), and the sentence.
"""

import re

import pytest
from test_compliance import built

EXAMPLES = """
legislation: ct-law no_change_reported
  There were no changes to Ardenia's counterterrorism legislation in 2019.
legislation: ct-law no_change_reported
  Ardenia did not pass any new counterterrorism laws during the year.
legislation: ct-law no_change_reported
  The Ardenian counterterrorism law was unchanged in 2019.
legislation: ct-law adopted
  In June, parliament passed a law that criminalizes terrorist recruitment.
legislation: ct-law adopted
  The Ardenian Counterterrorism Act entered into force on April 1.
legislation: ct-law adopted
  The king issued a decree in May that amended the Anti-Terrorism Law.
legislation: ct-law draft_pending
  A draft counterterrorism law has been pending in parliament since 2014.
legislation: penal-code draft_pending
  The Ministry of Justice drafted amendments to the penal code, and parliament had not debated them by year's
  end.
legislation: ct-law draft_pending
  Parliament has not yet approved the counterterrorism bill.
legislation: ct-law not_implemented
  Ardenia has no specific counterterrorism law.
legislation: ct-law not_implemented
  Ardenia lacks comprehensive counterterrorism legislation.
legislation: penal-code implemented
  The criminal code punishes travel abroad to join a terrorist group.
legislation: ct-law implemented
  Ardenia has criminalized terrorism through its 2006 Law on the Fight against Terrorism.
legislation: ct-law implemented
  The government continued to implement its 2015 counterterrorism law.
legislation: ct-law partially_implemented
  The law on terrorism is applied only in part.
legislation: none adopted
  Ardenia ratified the protocol on terrorism in July.
legislation: none partially_implemented
  Ardenia signed, but has not ratified, the convention on nuclear terrorism.
legislation: none deficient
  The coast guard lacks boats and radar.
legislation: none deficient
  Customs officers are poorly paid, and the prosecutors are few.
legislation: none deficient
  The land borders remained porous.
legislation: none deficient
  A shortage of judges delayed terrorism trials.
legislation: none limited
  The police have limited capacity to investigate terrorism.
legislation: none deficient
  Corruption hampered the work of the customs service.
legislation: none adequate
  Ardenian special forces are well trained and well equipped.
legislation: none deficient
  Coordination among the security services was weak.
legislation: none deficient
  The forensic laboratory is unable to process DNA samples.
legislation: pisces implemented
  Ardenia uses PISCES at its two airports.
legislation: api-pnr not_implemented
  Ardenia collects neither API nor PNR data.
legislation: api-pnr implemented; api-pnr not_implemented
  Ardenia began to collect API data in March, but it has no system for PNR.
legislation: api-pnr partially_implemented
  A PNR system is in the test phase.
legislation: interpol-i247 implemented
  The Border Guard checks all passports against INTERPOL databases.
legislation: icao-pkd non_member
  Ardenia is not a member of the ICAO Public Key Directory.
legislation: icao-annex-9 not_implemented
  Ardenian passports do not meet ICAO standards.
legislation: unscr-2309 implemented; unscr-2396 progress_reported
  Ardenia implements UNSCR 2309 and took steps toward implementing UNSCR 2396.
legislation: unscr-2396 stalled
  Ardenia made no progress on UNSCR 2396.
legislation: unscr-2178 partially_implemented; unscr-2396 partially_implemented
  Ardenia has implemented most of the provisions of UNSCRs 2178 and 2396.
legislation: none implemented
  The government began to issue biometric passports in August.
legislation: extradition completed
  Ardenia extradited one suspect to the United States in March.
legislation: extradition refused
  The Supreme Court denied a U.S. request for the extradition of a financier.
legislation: extradition limited
  The constitution prohibits the extradition of Ardenian citizens.
legislation: extradition not_implemented
  There is no extradition treaty between Ardenia and the United States.
legislation: us-le-coop cooperating
  The State Security Agency shared information with the FBI on three suspects.
legislation: us-le-coop cooperating
  Ardenian police worked closely with U.S. law enforcement agencies.
legislation: us-le-coop implemented
  A mutual legal assistance treaty with the United States entered into force in 2010.
legislation: nothing
  The National Police has the lead on counterterrorism.
legislation: nothing
  Police arrested four suspects in May.
legislation: nothing
  Ardenia's coast extends some 900 miles.
legislation: nothing
  On May 3, gunmen killed two police officers.
legislation: ct-law no_change_reported
  Ardenia did not change its counterterrorism law in 2015.
legislation: ct-law implemented|in_force|no_change_reported
  The Anti-Terrorism Act of 2003 remained in force.
legislation: ct-law draft_pending
  In August, the cabinet sent a revised anti-terrorism bill to the legislature, which had not debated it by
  December.
legislation: ct-law not_implemented|stalled
  Parliament rejected a government bill to extend detention of terrorism suspects.
legislation: ct-law deficient|limited|not_implemented|partially_implemented
  The Constitutional Court struck down two articles of the counterterrorism law.
legislation: penal-code adopted|implemented
  On 1 July a new criminal code took effect, which makes terrorism an offense for the first time.
legislation: none adopted|implemented|in_force|no_change_reported
  The state of emergency was extended twice.
legislation: none deficient|limited
  Ardenia's law enforcement agencies cooperate poorly with one another.
legislation: none deficient
  The National Police has a counterterrorism unit of 40 officers, but it has neither vehicles nor radios.
legislation: nothing
  Judges are often threatened, and trials take years.
legislation: none deficient|limited
  The coast guard has only two working boats.
legislation: none deficient|limited
  Patrols of the northern border are rare.
legislation: none deficient|limited
  Most of the border with Castovia is unmarked and unguarded.
legislation: none progress_reported
  Police training improved during the year.
legislation: none implemented
  Officials at the airport take the fingerprints of all foreign travelers.
legislation: unscr-2309 implemented
  The government installed new body scanners at the main airport in line with UNSCR 2309.
legislation: pisces deficient|limited|partially_implemented
  PISCES terminals at three land posts were out of order for most of the year.
legislation: pisces not_implemented|stalled
  The government stopped using PISCES in May.
legislation: pisces not_implemented
  Ardenia replaced PISCES with a national system in 2014.
legislation: api-pnr implemented
  Airlines send API for every flight.
legislation: api-pnr not_implemented
  The PNR law, adopted in 2018, is not applied yet.
legislation: api-pnr draft_pending|limited_progress|not_implemented
  Ardenia plans to collect PNR from 2021.
legislation: api-pnr|us-le-coop cooperating|implemented
  Ardenia shares PNR data with the United States.
legislation: icao-annex-9 implemented
  The passports carry a chip and meet ICAO standards.
legislation: icao-pkd member; icao-pkd not_implemented|partially_implemented
  Ardenia is a participant in the ICAO Public Key Directory but does not upload its certificates.
legislation: interpol-i247 limited|partially_implemented
  Access to INTERPOL's I-24/7 network is limited to the capital.
legislation: interpol-i247 implemented
  All land posts are linked to the INTERPOL database of stolen and lost travel documents.
legislation: unscr-2396 limited_progress|progress_reported; none deficient
  Ardenia took some steps to implement UNSCR 2396 but lacks biometric readers.
legislation: unscr-2178 adopted|implemented
  Ardenia incorporated UNSCR 2178 into its penal code in 2015.
legislation: none implemented|partially_implemented|progress_reported
  Work on a fence along the western border continued.
legislation: extradition draft_pending|limited|stalled
  The United States requested the extradition of one suspect; the request was pending at year's end.
legislation: extradition completed|cooperating
  In September, Ardenia surrendered a suspect to the United States under the 1931 extradition treaty.
legislation: extradition completed|cooperating
  The courts granted two of three U.S. extradition requests.
legislation: extradition limited
  Ardenia cannot extradite its own nationals.
legislation: us-le-coop cooperating
  Ardenia responded quickly to U.S. requests for evidence.
legislation: us-le-coop cooperating
  The police gave the FBI access to the crime scene.
legislation: none|us-le-coop ended
  The Interior Ministry broke off its cooperation with the FBI in March.
legislation: none|us-le-coop limited|refused
  Ardenia did not respond to U.S. requests for information about the bombing.
legislation: none|us-le-coop active|cooperating|implemented
  Ardenian officers took part in the Department of State's Antiterrorism Assistance program.
legislation: nothing
  The Counterterrorism Center is the lead agency.
legislation: nothing
  Prosecutors brought charges against seven men.
legislation: nothing
  In April, police raided a house and found rifles.
legislation: nothing
  The gendarmerie was placed under the Ministry of Interior.
legislation: nothing
  A court in the capital acquitted three defendants for lack of evidence.
legislation: nothing
  The National Counterterrorism Bureau reports to the prime minister.
legislation: nothing
  The Federal Police and the Gendarmerie are responsible for counterterrorism.
legislation: nothing
  In July, the Criminal Court convicted six men of membership in a terrorist group.
legislation: nothing
  The Anti-Terrorism Squad disrupted three plots in the capital.
legislation: nothing
  On September 9, police detained a man who had bought chemicals.
legislation: nothing
  The trial of the five suspects began in March.
legislation: none deficient
  Human rights groups criticized the detentions.
legislation: nothing
  The director of the agency was replaced in June.
legislation: nothing
  The border with Castovia runs through dense forest.
legislation: nothing
  Smugglers use the river crossings at night.
legislation: nothing
  The Joint Terrorism Team consists of officers of four agencies.
legislation: nothing
  The army carried out several operations in the north.
legislation: nothing
  The two agencies share an office in the capital.
legislation: nothing
  The government offered a reward for information on the attackers.
legislation: nothing
  Ardenia has 3,000 kilometers of coast and hundreds of islands.
legislation: nothing
  Police said that the group planned to bomb a market.
legislation: nothing
  The minister of interior resigned after the attack.
legislation: ct-law adopted
  Congress enacted a comprehensive counterterrorism law in October.
legislation: ct-law implemented
  The 2002 law defines terrorism broadly.
legislation: ct-law draft_pending|not_implemented|stalled
  A bill to amend the Prevention of Terrorism Act lapsed when parliament was dissolved.
legislation: ct-law adopted
  The government submitted a new law on terrorism to parliament, which adopted it in December.
legislation: penal-code adopted|implemented
  Ardenia revised its penal code in May to make travel for terrorism a crime.
legislation: none deficient|limited
  Investigators lack training in digital evidence.
legislation: none deficient|limited
  The air force has no night-vision equipment.
legislation: none deficient|limited
  The prosecutor's office is short of staff.
legislation: none deficient|limited
  The security services compete with each other and rarely share information.
legislation: none implemented; none deficient|limited
  The counterterrorism court tried 40 cases and has a backlog of 300.
legislation: none adequate
  The Special Operations Brigade is professional and well led.
legislation: interpol-i247 implemented
  Ardenia screens all arriving passengers against INTERPOL notices.
legislation: none deficient|limited
  Border guards record travelers by hand at nine of 14 posts.
legislation: api-pnr limited_progress|partially_implemented
  Ardenia received API from two airlines in a pilot project.
legislation: api-pnr implemented|partially_implemented; api-pnr not_implemented
  Ardenia collects API but not PNR.
legislation: unscr-2309 not_implemented
  The Civil Aviation Authority has not put UNSCR 2309 into effect.
legislation: icao-annex-9|none implemented; icao-pkd adopted|implemented|member
  Ardenia started to issue electronic passports in 2012 and joined the ICAO Public Key Directory in 2016.
legislation: extradition draft_pending|not_implemented|partially_implemented
  Ardenia and the United States signed an extradition treaty in 1999, which has never been ratified.
legislation: extradition|none|us-le-coop completed|cooperating
  The police handed a suspect over to the United States in May.
legislation: us-le-coop cooperating
  Ardenia's cooperation with U.S. investigators was excellent.
legislation: us-le-coop cooperating
  The Coast Guard and the U.S. Navy exchange information on ships.
legislation: none completed|implemented
  Ardenia opened a training center for border guards in April.
legislation: none deficient|limited|not_implemented|refused
  Ardenia shares no information with its neighbors.
legislation: ct-law implemented
  Ardenia's counterterrorism legislative framework includes the 2015 Counterterrorism Act, which criminalizes
  the provision of material support to terrorist organizations.
legislation: ct-law no_change_reported
  There were no significant changes to the legal framework related to counterterrorism in 2020.
legislation: none progress_reported; none deficient|limited
  Although Ardenia's security forces have improved their ability to respond to incidents, they continue to
  suffer from a lack of resources, training, and interagency coordination.
legislation: nothing
  The Ardenian National Police's Counterterrorism Directorate is the primary law enforcement agency charged with
  investigating terrorist cases.
legislation: none adequate
  Ardenian law enforcement units demonstrated effective capacity to detect and deter terrorist activity.
legislation: none deficient|limited
  Border security remained a challenge for the government because of limited resources and long, porous land
  borders.
legislation: api-pnr|none|us-le-coop cooperating|implemented|progress_reported
  The government continued to work with the United States to strengthen its screening of travelers through the
  Automated Targeting System-Global.
legislation: api-pnr|unscr-2396 not_implemented
  Ardenia has yet to implement an API/PNR system as required by UNSCR 2396.
legislation: pisces implemented
  Immigration officials use the U.S.-provided PISCES to conduct biographic and biometric screening at 12 ports
  of entry.
legislation: none expanding|implemented|progress_reported
  In coordination with the International Organization for Migration, the government expanded the Migration
  Information and Data Analysis System to four additional border crossings.
legislation: icao-annex-9|none implemented; icao-pkd non_member|not_implemented
  While Ardenia has biometric passports, it does not share data with the ICAO Public Key Directory.
legislation: none deficient
  Ardenia's judiciary lacks independence and is overburdened, with many terrorism suspects spending years in
  pretrial detention.
legislation: nothing
  Ardenia did not have any terrorism-related extradition requests from the United States in 2018.
legislation: us-le-coop cooperating
  Ardenian authorities cooperated with the FBI in the investigation of the March attack and provided access to
  witnesses.
legislation: none adopted|cooperating|implemented
  The Ministry of Defense signed a memorandum of understanding with Castovia in May to coordinate patrols along
  their shared border.
legislation: ct-law draft_pending
  Parliament's lower house approved a counterterrorism bill in June; the upper house had yet to consider it at
  year's end.
legislation: none adequate; none deficient|limited
  Traveler screening and border control at airports of entry are adequate, but land and maritime borders are
  poorly controlled.
legislation: none|us-le-coop active|cooperating|implemented
  Ardenia continued to participate in the Department of State's Antiterrorism Assistance program, receiving
  training in crisis response and border security.
legislation: ct-law|none draft_pending
  The draft law would expand police powers of surveillance.
legislation: none implemented
  The government has designated 14 groups as terrorist organizations, including Hizb al-Nur.
legislation: ct-law adopted|implemented|no_change_reported
  The Terrorism Act was last amended in 2014.
legislation: penal-code no_change_reported
  Belmora made no changes to its penal code in 2017.
legislation: ct-law adopted
  In February, the Majlis adopted a law that allows the revocation of citizenship for terrorism.
legislation: ct-law draft_pending|not_implemented|stalled
  A counterterrorism bill introduced in 2012 died in committee.
legislation: ct-law|none draft_pending
  Parliament is debating a draft law on foreign fighters.
legislation: ct-law not_implemented
  The decree of 2006 on terrorism has never been applied.
legislation: none adequate; none deficient|limited
  The Counterterrorism Brigade has modern equipment, but it is too small.
legislation: none deficient|not_implemented
  The Customs Administration has no scanners at land posts.
legislation: none deficient|not_implemented
  Police at the port of Halsey do not have a boat.
legislation: none progress_reported
  Information sharing among the three services improved after the creation of a joint center.
legislation: icao-annex-9|none|unscr-2309 implemented
  Belmora's airports meet ICAO security standards.
legislation: icao-annex-9|none adopted|implemented
  Belmora introduced electronic passports in 2016.
legislation: none deficient
  The identity card is easily forged.
legislation: pisces limited|partially_implemented
  PISCES, installed in 2003, covers only the main airport.
legislation: api-pnr|us-le-coop cooperating|implemented
  Belmora passes API to the United States.
legislation: api-pnr draft_pending
  Legislation that would permit the collection of PNR was before parliament.
legislation: interpol-i247 not_implemented
  Belmora does not use INTERPOL databases at its borders.
legislation: unscr-2178 implemented|partially_implemented|progress_reported
  The government has begun to implement UNSCR 2178.
legislation: unscr-2309 implemented
  Belmora fulfilled all requirements of UNSCR 2309.
legislation: extradition refused
  Belmora refused to extradite a suspect in the 1998 attack to the United States.
legislation: extradition deficient|limited|not_implemented
  The extradition treaty of 1922 does not cover terrorism.
legislation: us-le-coop cooperating|limited
  The Attorney General answered four of six U.S. requests for evidence.
legislation: us-le-coop cooperating
  Police in Belmora and the FBI worked together on two cases.
legislation: none|us-le-coop limited
  The State Security Committee shares little information with U.S. agencies.
legislation: nothing
  The Special Branch and the army both claim the lead.
legislation: nothing
  Eleven persons awaited trial on terrorism charges.
legislation: nothing
  On June 2, officers found a cache of weapons in a farmhouse.
legislation: ct-law deficient|not_implemented|implemented
  Sorrel's counterterrorism law dates from 1998 and does not cover travel to join a terrorist group.
legislation: ct-law draft_pending|stalled|not_implemented
  The parliament of Sorrel ended its session without a vote on the anti-terrorism bill.
legislation: ct-law adopted|implemented
  A presidential decree in April made membership in a terrorist group a crime.
legislation: none|ct-law limited|deficient
  The anti-terrorism court has only one judge.
legislation: none adequate; none deficient
  The Rapid Intervention Unit is well equipped, but provincial police have no vehicles.
legislation: none implemented; interpol-i247 implemented
  Sorrel opened two new border posts and connected them to INTERPOL's I-24/7 network.
legislation: none|icao-annex-9 not_implemented
  Sorrel does not issue biometric passports.
legislation: api-pnr not_implemented
  The airline receives no PNR from abroad.
legislation: api-pnr partially_implemented|limited_progress|progress_reported
  Sorrel tested an API system at one airport.
legislation: unscr-2178 implemented; unscr-2396 not_implemented
  Sorrel has implemented UNSCR 2178 but not UNSCR 2396.
legislation: extradition refused
  The interior ministry rejected a U.S. extradition request in May.
legislation: us-le-coop|extradition cooperating|completed
  Sorrel turned over a fugitive to the FBI in June.
legislation: us-le-coop cooperating
  Cooperation with the FBI was close.
legislation: none deficient|not_implemented
  The navy and the coast guard do not share a radio channel.
legislation: nothing
  The Office of Public Prosecutions charged 12 persons under the act.
legislation: nothing
  In August a special unit freed two hostages.
finance: fsrb-membership member
  Ardenia is a member of GAFILAT, a FATF-style regional body.
finance: fsrb-membership non_member
  Ardenia is not a member of a FATF-style regional body.
finance: egmont-membership member
  Its FIU, the Financial Analysis Office, joined the Egmont Group in 2018.
finance: egmont-membership non_member
  The FIU has not yet joined the Egmont Group.
finance: egmont-membership suspended
  The Egmont Group suspended the FIU in July.
finance: fatf-icrg listed
  In October, the FATF added Ardenia to its gray list.
finance: fatf-icrg delisted
  Ardenia was removed from the FATF grey list in February.
finance: fatf-icrg not_listed
  Ardenia is not on the FATF black list.
finance: fatf-icrg listed
  Ardenia continued to be subject to increased monitoring by the FATF.
finance: fatf-amlcft LC
  In its 2017 mutual evaluation, GAFILAT rated Ardenia largely compliant with Recommendation 6.
finance: fatf-amlcft ME
  ESAAMLG found a moderate level of effectiveness in the investigation of terrorist financing.
finance: fatf-amlcft adopted
  Ardenia completed its first national risk assessment in April.
finance: unscr-1373 not_implemented
  Ardenia froze no assets under UNSCR 1373.
finance: unscr-1267 implemented
  The central bank distributes the UN Security Council 1267 list to all banks.
finance: unscr-1373 implemented
  The authorities froze the assets of nine persons under UNSCR 1373.
finance: fatf-amlcft adopted
  Parliament amended the law on money laundering in May.
finance: fatf-amlcft deficient
  Supervision of nonprofit organizations is weak.
finance: fatf-amlcft no_change_reported
  There were no significant changes in 2019.
finance: fatf-amlcft not_implemented
  Terrorist financing is not a criminal offense in Ardenia.
finance: fsrb-membership member
  Ardenia belongs to CFATF.
finance: fsrb-membership member
  Ardenia is an associate member of the Caribbean Financial Action Task Force (CFATF).
finance: fatf-amlcft member; fsrb-membership member
  Ardenia is a member of the FATF and of MONEYVAL.
finance: fsrb-membership observer
  Ardenia holds observer status in the EAG.
finance: fsrb-membership withdrawn
  Ardenia withdrew from ESAAMLG in 2014.
finance: fsrb-membership non_member
  Ardenia is not a member of any FATF-style regional body.
finance: egmont-membership applicant
  Its FIU is a candidate for membership in the Egmont Group.
finance: egmont-membership member
  The Egmont Group admitted the FIU in July.
finance: egmont-membership applicant
  The FIU's application to the Egmont Group is still pending.
finance: egmont-membership suspended
  The membership of the FIU in the Egmont Group remained suspended.
finance: fatf-icrg listed
  The FATF placed Ardenia on its list of jurisdictions under increased monitoring in June.
finance: fatf-icrg delisted
  Ardenia left the FATF gray list in October.
finance: fatf-icrg listed
  Ardenia is still on the FATF black list.
finance: fatf-icrg listed
  Ardenia stayed on the FATF gray list.
finance: fatf-icrg delisted|not_listed
  The FATF no longer monitors Ardenia.
finance: fatf-amlcft|fatf-icrg deficient|limited_progress|not_implemented
  The FATF found that Ardenia had not met the deadlines of its action plan.
finance: fatf-icrg listed
  The FATF called on its members to apply countermeasures against Ardenia.
finance: fatf-amlcft C; fatf-amlcft PC
  MONEYVAL rated Ardenia compliant with Recommendation 5 and partially compliant with Recommendation 6.
finance: fatf-amlcft ME
  The evaluation rated the country's effectiveness as moderate.
finance: fatf-amlcft SE
  In its 2018 evaluation, CFATF rated Ardenia's effectiveness in the prosecution of terrorist financing as
  substantial.
finance: fatf-amlcft adopted|implemented
  Terrorist financing is a crime under the Anti-Money Laundering Act.
finance: fatf-amlcft implemented
  The Anti-Money Laundering Law of 2010 requires banks to report suspicious transactions.
finance: fatf-amlcft deficient|not_implemented
  Money changers are not supervised.
finance: fatf-amlcft not_implemented
  The authorities took no measures against hawala dealers.
finance: unscr-1267 not_implemented
  Ardenia has not frozen any assets under UNSCR 1267.
finance: unscr-1373 implemented
  Ardenia can freeze assets under UNSCR 1373 without delay.
finance: unscr-1267 draft_pending
  A regulation to implement UNSCR 1267 was in draft.
finance: unscr-1373 implemented
  The national list under UNSCR 1373 names 45 persons.
finance: unscr-1267 deficient|not_implemented; unscr-1373 deficient|not_implemented
  The government lacks a procedure to implement UNSCRs 1267 and 1373.
finance: fatf-amlcft draft_pending|partially_implemented|progress_reported
  A second national risk assessment was under way.
finance: fatf-amlcft not_implemented
  Ardenia has not carried out a national risk assessment.
finance: fatf-amlcft deficient|limited|partially_implemented
  The law on nonprofit organizations is seldom enforced.
finance: fatf-amlcft no_change_reported|not_implemented
  There were no prosecutions for terrorist financing in 2015.
finance: fatf-amlcft progress_reported
  Ardenia made significant progress in the supervision of charities.
finance: nothing
  Remittances make up a fifth of the economy.
finance: nothing
  Most transactions are made in cash.
finance: fatf-amlcft implemented
  The FIU received 320 suspicious transaction reports.
finance: nothing
  The FIU is part of the central bank.
finance: fsrb-membership member
  Ardenia is a member of GIABA, a FATF-style regional body, and is subject to its enhanced follow-up.
finance: fsrb-membership member; fsrb-membership member
  Ardenia is a member of both the APG and the EAG.
finance: egmont-membership member
  The Financial Intelligence Office (OIF), Ardenia's FIU, has been a member of the Egmont Group since 2009.
finance: egmont-membership member
  In November the Egmont Group readmitted the FIU, which it had suspended in 2017.
finance: fatf-icrg not_listed
  Ardenia was not subject to any FATF monitoring.
finance: fatf-icrg listed
  The FATF kept Ardenia on its gray list.
finance: fatf-amlcft|fatf-icrg completed|implemented|progress_reported
  In June, the FATF noted that Ardenia had completed its action plan.
finance: fatf-icrg listed
  The FATF included Ardenia in its Public Statement in February.
finance: fatf-amlcft NC
  GAFISUD evaluated Ardenia in 2010 and found it non-compliant with two Special Recommendations.
finance: fatf-amlcft LE
  The second-round evaluation by EAG judged effectiveness in confiscation to be low.
finance: unscr-1267 implemented
  The central bank froze three accounts under UNSCR 1267.
finance: unscr-1373 deficient|limited|partially_implemented
  Orders to freeze assets under UNSCR 1373 take several weeks.
finance: unscr-1373 no_change_reported|not_implemented
  Ardenia designated no person under UNSCR 1373.
finance: fatf-amlcft draft_pending
  The draft law on money laundering has been in parliament since 2011.
finance: fatf-amlcft adopted|implemented
  The National Bank issued new rules on beneficial ownership in May.
finance: fatf-amlcft|none|unscr-1267 deficient|not_implemented
  Banks do not check customers against the UN list.
finance: fsrb-membership member; egmont-membership member
  Ardenia is a member of the Inter-Governmental Action Group against Money Laundering in West Africa (GIABA), a
  Financial Action Task Force-style regional body, and its Financial Intelligence Unit is a member of the Egmont
  Group.
finance: fatf-icrg listed
  In February, the FATF identified Ardenia as a jurisdiction with strategic deficiencies and placed it on its
  gray list.
finance: fatf-amlcft|fatf-icrg progress_reported
  Ardenia made a high-level political commitment to work with the FATF and GIABA to strengthen the effectiveness
  of its AML/CFT regime.
finance: fatf-amlcft LC; fatf-amlcft PC
  According to its 2019 mutual evaluation report, Ardenia is largely compliant with 20 and partially compliant
  with 15 of the FATF's 40 recommendations.
finance: fatf-amlcft no_change_reported|not_implemented
  The government did not report any efforts to seize terrorist assets in 2017.
finance: fatf-amlcft implemented; fatf-amlcft deficient|limited|not_implemented
  The Central Bank monitors and regulates money services businesses, but it lacks the capacity to supervise
  informal hawala networks.
finance: fatf-amlcft|fsrb-membership member|no_change_reported
  There was no change in 2014 in the status of Ardenia's membership in MENAFATF.
finance: fatf-amlcft deficient|not_implemented
  Know-your-customer data is not collected for wire transfers.
finance: fatf-amlcft|none|unscr-1267 implemented
  The government routinely distributes UN lists of designated terrorists or terrorist entities to financial
  institutions.
finance: nothing
  For further information on money laundering and financial crimes, see the 2015 International Narcotics Control
  Strategy Report.
finance: fsrb-membership member
  Belmora is a founding member of EAG.
finance: fsrb-membership member
  In July, Belmora became a full member of ESAAMLG.
finance: egmont-membership expelled
  The FIU was expelled from the Egmont Group in 2013.
finance: egmont-membership non_member
  Belmora has an FIU, but the FIU has not applied to the Egmont Group.
finance: fatf-icrg listed
  In October, Belmora was added to the FATF grey list.
finance: fatf-icrg listed
  The country has been on the FATF grey list since 2018.
finance: fatf-amlcft LC
  APG found in its 2016 evaluation that Belmora was largely compliant with Recommendation 5.
finance: fatf-amlcft HE
  The report rated the effectiveness of targeted financial sanctions as high.
finance: fatf-amlcft adopted|implemented; fatf-amlcft not_implemented
  Belmora criminalized terrorist financing in 2010 but has brought no case.
finance: fatf-amlcft adopted|completed|implemented
  The government published its first national risk assessment in June.
finance: unscr-1267 limited|partially_implemented
  Belmora can freeze assets under UNSCR 1267 only by court order.
finance: fatf-amlcft draft_pending
  Parliament had not passed the amendments to the AML law by year's end.
finance: fsrb-membership observer|member
  Sorrel is a cooperating and supporting nation of CFATF.
finance: egmont-membership non_member
  Sorrel's FIU is not yet a member of the Egmont Group.
finance: fatf-icrg listed
  In February the FATF moved Sorrel from its black list to its gray list.
finance: fatf-icrg|fatf-amlcft progress_reported|limited_progress
  The FATF said that Sorrel had addressed two of eight items of its action plan.
finance: fatf-amlcft PC
  MENAFATF rated Sorrel partially compliant with Special Recommendation II.
finance: fatf-amlcft LE
  A 2015 evaluation by GIABA found low effectiveness in eight of 11 areas.
finance: unscr-1267 implemented|partially_implemented
  The central bank sends the 1267 list to banks by mail, which takes weeks.
finance: unscr-1373 not_implemented
  No assets were frozen under UNSCR 1373.
finance: fatf-amlcft progress_reported|implemented
  The FIU moved to a new building and doubled its staff.
finance: fatf-amlcft not_implemented|deficient|partially_implemented
  Charities have to register, but the rule is not enforced.
countering_violent_extremism: cve-nap adopted
  Ardenia adopted a national strategy to counter violent extremism in May.
countering_violent_extremism: cve-nap draft_pending
  A draft action plan awaits approval by the cabinet.
countering_violent_extremism: cve-nap not_implemented
  Ardenia does not have a national CVE strategy.
countering_violent_extremism: cve-nap implemented
  The government continued to carry out its national action plan.
countering_violent_extremism: none implemented
  The Ministry of Education trained 120 teachers to recognize radicalization.
countering_violent_extremism: strong-cities member
  The city of Port Sorrel joined the Strong Cities Network.
countering_violent_extremism: peace-accord stalled
  Implementation of the peace agreement has stalled.
countering_violent_extremism: none implemented
  The prison service runs a deradicalization program.
countering_violent_extremism: nothing
  These figures are difficult to verify.
countering_violent_extremism: cve-nap adopted|implemented
  The government published a national action plan in March.
countering_violent_extremism: cve-nap deficient|ended|not_implemented|stalled
  Ardenia's CVE strategy expired in 2018 and has not been replaced.
countering_violent_extremism: cve-nap adopted; cve-nap not_implemented|stalled
  The cabinet approved the strategy in June, but ministries have not begun to carry it out.
countering_violent_extremism: cve-nap draft_pending
  A national strategy has been in preparation since 2015.
countering_violent_extremism: cve-nap|none active|implemented
  The Ministry of Youth sends mentors to schools in poor districts.
countering_violent_extremism: cve-nap|none active|implemented|progress_reported
  A hotline for parents received 400 calls.
countering_violent_extremism: cve-nap|none active|implemented
  Former militants can enter a rehabilitation center in the capital.
countering_violent_extremism: cve-nap|none not_implemented
  There was no program for prisoners.
countering_violent_extremism: strong-cities member
  The city of Brell is a member of the Strong Cities Network.
countering_violent_extremism: peace-accord ended|stalled
  Talks on a peace agreement with the rebels broke down in May.
countering_violent_extremism: peace-accord adopted|implemented
  The government and the rebels signed a peace accord in November.
countering_violent_extremism: none deficient|not_implemented
  Prisons do not separate extremists from other inmates.
countering_violent_extremism: cve-nap|none no_change_reported
  There were no significant changes in 2020.
countering_violent_extremism: nothing
  Extremist groups recruit in the poor districts of the capital.
countering_violent_extremism: nothing
  The group uses social media to reach young people.
countering_violent_extremism: nothing
  Unemployment among the young is high.
countering_violent_extremism: cve-nap adopted
  In April, the prime minister presented the national strategy against radicalization.
countering_violent_extremism: cve-nap|none deficient|limited
  The 2016 strategy had no budget.
countering_violent_extremism: cve-nap stalled
  The government put its action plan on hold.
countering_violent_extremism: cve-nap draft_pending
  An action plan was under preparation.
countering_violent_extremism: cve-nap limited_progress
  Ardenia made little progress on its national action plan.
countering_violent_extremism: cve-nap draft_pending
  The plan to counter violent extremism remained in draft.
countering_violent_extremism: cve-nap|none completed|implemented
  Imams in the north took part in a course on tolerance.
countering_violent_extremism: peace-accord stalled
  The disarmament of the former rebels stopped in June.
countering_violent_extremism: none|peace-accord implemented
  The truce of 2014 held for most of the year.
countering_violent_extremism: cve-nap|none adopted|implemented
  Ardenia's National Center for Dialogue launched an interfaith program aimed at young people.
countering_violent_extremism: cve-nap implemented
  The government, in partnership with UNDP, continued to implement its national strategy to prevent violent
  extremism.
countering_violent_extremism: none implemented
  Several local nongovernmental organizations worked with community leaders to counter terrorist messaging.
countering_violent_extremism: cve-nap|none deficient|not_implemented
  Ardenia has no programs to rehabilitate or reintegrate terrorists into mainstream society.
countering_violent_extremism: nothing
  Government officials and religious leaders publicly condemned violent extremism.
countering_violent_extremism: cve-nap adopted; cve-nap|none deficient
  The cabinet adopted a five-year plan against radicalization, which lacks funds.
countering_violent_extremism: cve-nap implemented|no_change_reported
  The national strategy of 2015 remained in force.
countering_violent_extremism: cve-nap|none implemented
  The Interior Ministry opened a second center for returnees.
countering_violent_extremism: strong-cities withdrawn
  Three towns left the Strong Cities Network.
countering_violent_extremism: cve-nap adopted
  Sorrel's second national strategy was adopted in May and published in June.
countering_violent_extremism: cve-nap draft_pending|not_implemented
  The president has not signed the strategy that parliament approved in 2018.
countering_violent_extremism: cve-nap stalled
  Work on a national plan stopped after the change of government.
countering_violent_extremism: none|cve-nap implemented|completed
  Two hundred teachers attended courses on early signs of radicalization.
countering_violent_extremism: none|cve-nap ended|not_implemented|deficient|stalled|implemented
  The government closed the rehabilitation center in Dovers for lack of money.
countering_violent_extremism: peace-accord partially_implemented
  The peace agreement of 2012 was carried out only in part.
cooperation: au-membership member; ecowas-membership member; gctf member; regional-membership member
  Ardenia is a member of the African Union, ECOWAS, the Global Counterterrorism Forum, and the Southern Straits
  Council.
cooperation: tsctp active
  Ardenia participates in the Trans-Sahara Counterterrorism Partnership.
cooperation: au-membership suspended; ecowas-membership suspended
  Ardenia was suspended from the African Union and ECOWAS.
cooperation: regional-membership withdrawn
  In June, Ardenia left the Southern Straits Council.
cooperation: regional-membership observer
  Ardenia is an observer in the Southern Straits Council.
cooperation: d-isis-coalition non_member
  Ardenia is not a member of the Global Coalition to Defeat ISIS.
cooperation: un-mission active
  Ardenia contributed 300 troops to the UN mission in Castovia.
cooperation: un-mission withdrawn
  Ardenia withdrew its soldiers from the UN peacekeeping mission in Castovia in May.
cooperation: eu-mission active
  The European Union extended the mandate of the EU Training Mission in Ardenia.
cooperation: none lifted
  The United States lifted its restrictions on security assistance in March.
cooperation: us-cspa waived
  Child Soldiers Prevention Act restrictions were waived in October.
cooperation: us-sst listed
  The Secretary of State designated Ardenia as a State Sponsor of Terrorism in 1984.
cooperation: none expanding
  Ardenia expanded its cooperation with Castovia on border patrols.
cooperation: nothing
  The government has become more isolated since the coup.
cooperation: regional-membership member; regional-membership member
  Ardenia is a member of the Organization of American States and of the Pacific Alliance.
cooperation: d-isis-coalition member
  Ardenia joined the Global Coalition to Defeat ISIS in January.
cooperation: gctf non_member; d-isis-coalition non_member
  Ardenia is neither a member of the GCTF nor of the Defeat-ISIS Coalition.
cooperation: au-membership member
  Ardenia was readmitted to the African Union in June.
cooperation: au-membership suspended
  The African Union suspended Ardenia in September.
cooperation: ecowas-membership|none lifted
  ECOWAS lifted its sanctions on Ardenia in July.
cooperation: ecowas-membership applicant|member|withdrawn
  Ardenia announced that it would leave ECOWAS.
cooperation: tsctp active|member
  Ardenia is a partner in the Trans-Sahara Counterterrorism Partnership.
cooperation: gctf active|member
  Ardenia hosted a meeting of the Global Counterterrorism Forum in March.
cooperation: iij active|member
  Ardenia is home to the International Institute for Justice and the Rule of Law.
cooperation: iij active
  Ardenia sent officials to courses at the International Institute for Justice and the Rule of Law.
cooperation: foreign-deployment|un-mission active
  Ardenia has 1,200 soldiers in the UN mission in Castovia.
cooperation: foreign-deployment active|ended|withdrawn
  Ardenian troops served in NATO's training mission in Castovia until June.
cooperation: foreign-deployment ended|withdrawn
  Castovia ended its military operation in Ardenia in November.
cooperation: un-mission ended|withdrawn
  The UN mission in Ardenia closed on December 31.
cooperation: eu-mission active
  The EU opened a training mission in Ardenia.
cooperation: un-mission active
  The Security Council extended the mandate of the UN mission for one year.
cooperation: none|us-s7008 in_force|suspended
  U.S. security assistance remained suspended.
cooperation: none lifted
  The United States resumed military assistance in May.
cooperation: none|us-sst listed
  Ardenia remained on the list of State Sponsors of Terrorism.
cooperation: none|us-sst delisted
  The United States removed Ardenia from its list of State Sponsors of Terrorism in May.
cooperation: none|us-ncf limited|listed|refused
  The Department of State again certified Ardenia as not cooperating fully with U.S. counterterrorism efforts.
cooperation: none active|cooperating
  Ardenia and Castovia resumed joint patrols of their border.
cooperation: none|regional-membership ended|withdrawn
  Ardenia ended its participation in the joint command.
cooperation: gctf active|member
  Ardenia has served as chair of the GCTF since 2019.
cooperation: regional-membership member
  Ardenia is an active member of the Inter-American Committee Against Terrorism and took part in two of its
  workshops.
cooperation: nothing
  The foreign minister visited Castovia in June.
cooperation: nothing
  Ardenia regards the group as a common threat.
cooperation: nothing
  Relations with Castovia were tense.
cooperation: regional-membership member; regional-membership member; regional-membership member
  Ardenia is a member of ASEAN, the APEC forum, and the OIC.
cooperation: regional-membership member
  Ardenia is a founding member of IGAD and hosts its secretariat.
cooperation: regional-membership suspended
  In July, Ardenia was suspended from the Commonwealth.
cooperation: regional-membership withdrawn; regional-membership member
  Ardenia left the Southern Cone Union in April and rejoined it in December.
cooperation: d-isis-coalition non_member
  Ardenia does not take part in the Global Coalition to Defeat ISIS.
cooperation: gctf active|member
  Ardenia chairs the Sahel working group of the GCTF.
cooperation: regional-membership observer; regional-membership member
  Ardenia is an observer to the Shanghai Cooperation Organization and a member of the Eurasian Economic Union.
cooperation: un-mission active
  A battalion of 850 Ardenian soldiers is deployed with the UN mission in Castovia.
cooperation: foreign-deployment withdrawn
  Ardenia withdrew its contingent from ISAF in June.
cooperation: foreign-deployment withdrawn
  The last U.S. forces left Ardenia in December.
cooperation: eu-mission suspended
  The EU suspended its training mission in January.
cooperation: eu-mission ended
  The EU ended its civilian mission in September.
cooperation: none in_force
  The UN arms embargo stayed in place.
cooperation: us-cspa waived
  The president waived the restrictions under the Child Soldiers Prevention Act.
cooperation: us-s7008 in_force
  U.S. assistance was restricted under section 7008 after the coup.
cooperation: none adopted|cooperating
  Ardenia signed an agreement with Castovia on the exchange of police data.
cooperation: none cooperating|expanding|progress_reported
  Cooperation with Castovia improved.
cooperation: none ended
  Ardenia cut its security ties with Castovia in May.
cooperation: au-membership active; regional-membership active; regional-membership active
  Ardenia participated in regional counterterrorism efforts through the African Union, the Intergovernmental
  Authority on Development, and the East African Community.
cooperation: un-mission active
  Ardenia is a troop-contributing country to the UN Multidimensional Integrated Stabilization Mission in
  Castovia.
cooperation: regional-membership member
  ; regional-membership member
  ; regional-membership member
  ; regional-membership member
  Ardenia is also a member of the Middle East Treaty Group, the Arab League, the Organization of Islamic
  Cooperation, and the Community of Sahel-Saharan States.
cooperation: d-isis-coalition active|member
  As a member of the Global Coalition to Defeat ISIS, Ardenia contributed aircraft to coalition operations.
cooperation: none active|cooperating
  The Ardenian army participated in joint exercises with neighboring states.
cooperation: none active|cooperating
  Ardenia supports counterterrorism efforts in regional and international organizations.
cooperation: none|us-le-coop adopted|cooperating|implemented
  In March, the United States and Ardenia signed an agreement to share information on known and suspected
  terrorists.
cooperation: regional-membership member
  Ardenia is a member of the OSCE and continued to support counterterrorism efforts in the UN.
cooperation: un-mission ended; foreign-deployment|un-mission withdrawn
  The mandate of the UN mission ended on June 30, and its troops left the country by December.
cooperation: ecowas-membership suspended
  Belmora's membership in ECOWAS was suspended after the coup.
cooperation: au-membership lifted|member
  The AU lifted its suspension of Belmora in May.
cooperation: gctf active|observer
  Belmora takes part in the GCTF as an observer.
cooperation: un-mission active
  Belmora contributes 90 police officers to UN missions.
cooperation: foreign-deployment withdrawn
  Belmora brought its last soldiers home from Castovia in March.
cooperation: none in_force
  A U.S. arms embargo was in force throughout the year.
cooperation: none lifted
  The United States removed its restrictions on military aid in June.
cooperation: none|regional-membership not_implemented|partially_implemented
  Belmora signed the ASEAN counterterrorism convention but has not ratified it.
cooperation: au-membership member; ecowas-membership member; regional-membership member
  Sorrel belongs to the AU, ECOWAS, and the Mano River Union.
cooperation: ecowas-membership suspended
  Sorrel has been suspended from ECOWAS since August.
cooperation: regional-membership withdrawn
  Sorrel quit the Southern Straits Council in January.
cooperation: regional-membership observer
  Sorrel became an observer at the East African Community.
cooperation: regional-membership applicant
  Sorrel has applied to join the Shanghai Cooperation Organization.
cooperation: foreign-deployment active
  Sorrel sent 60 trainers to the NATO mission in Castovia.
cooperation: foreign-deployment withdrawn
  Castovian troops left Sorrel in June.
cooperation: un-mission active|withdrawn
  The UN mission reduced its force to 4,000 soldiers.
cooperation: eu-mission active|suspended
  The EU civilian mission was suspended in March and resumed in October.
cooperation: us-s7008 in_force
  The United States suspended aid to the armed forces under section 7008.
cooperation: none lifted
  The UN lifted its arms embargo in 2014.
cooperation: d-isis-coalition member; gctf non_member
  Sorrel is a member of the Defeat-ISIS Coalition but not of the GCTF.
body: none partially_implemented
  Ardenia is a party to ten of the twelve international conventions on terrorism.
body: fatf-amlcft not_implemented
  Ardenia has no law against terrorist financing.
body: none deficient
  The border police lack vehicles.
body: none adopted|implemented
  Ardenia has ratified all 12 international conventions on terrorism.
body: fatf-amlcft|none not_implemented
  Ardenia has not signed the International Convention for the Suppression of the Financing of Terrorism.
body: ct-law|fatf-amlcft adopted
  Parliament passed an anti-money laundering law in May.
body: us-le-coop cooperating
  Ardenia cooperated fully with the United States in the investigation.
body: egmont-membership member
  The Financial Intelligence Unit joined the Egmont Group in June.
body: nothing
  Police arrested nine members of the group in a raid near the border.
body: nothing
  The army lost twelve men in an ambush.
body: nothing
  On 3 May, rebels attacked a police post and killed four officers.
body: foreign-deployment active
  Ardenia sent 200 troops to Castovia as part of the coalition.
body: none deficient
  Ardenia's borders are porous, and its customs service is weak.
body: nothing
  The rebels kept up their campaign in the east.
body: nothing
  The government blamed the group for the attack.
body: nothing
  A court sentenced two members of the group to death in June.
body: nothing
  The group collects money from Ardenians abroad.
body: nothing
  The president offered the rebels talks in July.
body: none adopted|implemented
  Ardenia is a party to all 13 international conventions and protocols on terrorism.
body: ct-law|fatf-amlcft draft_pending
  A draft law on terrorist financing has been before parliament since 2003.
body: fatf-amlcft|none|unscr-1267 no_change_reported|not_implemented
  The Ardenian government froze no terrorist assets in 2005.
body: extradition completed
  Ardenia extradited two suspects to Castovia in August.
body: pisces implemented
  Ardenia has installed PISCES at its main airport.
body: regional-membership member
  Ardenia is a member of the Southern Straits Council.
body: none deficient|limited
  The government's ability to combat terrorism was hampered by limited resources and corruption.
body: none partially_implemented
  Ardenia has signed nine of the 12 UN counterterrorism conventions and is a party to six.
body: nothing
  The United States provided training and equipment to the Ardenian police.
body: nothing
  Ardenian officials publicly condemned the attacks.
body: fatf-amlcft adopted|implemented; fatf-amlcft not_implemented
  In 2004 Ardenia created a Financial Intelligence Unit, which has not yet begun work.
body: fsrb-membership member; regional-membership member
  Belmora is a member of the Caribbean Financial Action Task Force and of the Organization of American States.
body: fatf-amlcft draft_pending
  The government drafted a money laundering bill, but it was not submitted to parliament.
body: us-le-coop cooperating; fatf-amlcft|none|unscr-1267 implemented
  Belmora shared intelligence with the United States and froze two accounts.
body: none|fatf-amlcft partially_implemented|not_implemented
  Sorrel has signed but not ratified the UN convention on terrorist financing.
body: none deficient
  The police have neither the training nor the equipment to investigate terrorism.
body: none adopted|implemented
  In May, Sorrel became a party to the Convention against the Taking of Hostages.
body: nothing
  The rebels ended their cease-fire in June.
overview: foreign-deployment withdrawn
  The last Castovian troops withdrew from Ardenia on May 3.
overview: nothing
  Ardenia remained a committed partner of the United States.
overview: nothing
  The armed group lacks support in the north.
overview: d-isis-coalition member
  In March, Ardenia joined the Global Coalition to Defeat ISIS.
overview: nothing
  Ardenia faced a growing threat from returning fighters.
overview: nothing
  The group retained the ability to attack the capital.
overview: nothing
  Corruption and weak institutions limited the government's response.
overview: nothing
  The government continued to fight the group in the south.
overview: nothing
  Ardenia is a transit country for foreign fighters.
overview: nothing
  The United States and Ardenia held a counterterrorism dialogue in May.
overview: nothing
  Al-Nur remained the main threat, although it lost ground.
overview: us-le-coop cooperating
  Ardenia continued its strong counterterrorism cooperation with the United States and increased its regional
  engagement.
overview: nothing
  In 2021, Ardenia increased its counterterrorism cooperation with the United States and its neighbors.
overview: regional-membership withdrawn
  Ardenia withdrew from the Sahel Compact in July.
overview: foreign-deployment withdrawn
  The U.S. withdrew its remaining forces from the country on August 30.
overview: au-membership member
  In November, Belmora was readmitted to the African Union.
overview: foreign-deployment withdrawn
  Castovian forces completed their withdrawal from Belmora in May.
overview: ct-law adopted
  Parliament passed a new counterterrorism law in March.
finance: fatf-amlcft NC
  The FATF continued to rate Ardenia non-compliant with Recommendation 22.
finance: fatf-amlcft adopted; fatf-amlcft not_implemented
  Parliament approved an anti-money laundering bill in May, but the financial intelligence unit that it provides
  for had not been set up.
cooperation: regional-membership withdrawn; regional-membership applicant
  Ardenia withdrew from the Andean Community in 2006, and its application for full membership in the Southern
  Common Market (MERCOSUR) was pending.
legislation: api-pnr draft_pending
  A bill to implement the European Union (EU) directive on passenger name records (PNR) was before the senate at
  the end of the year.
legislation: none|ct-law draft_pending
  A bill to ban the display of extremist symbols was not put to a vote.
legislation: ct-law draft_pending
  A bill to extend the detention of terrorist suspects was still under debate in December.
legislation: extradition draft_pending
  The extradition of one man to the United States was under appeal at the end of the year.
cooperation: foreign-deployment withdrawn
  In June, Ardenia ended its contribution to the Multinational Force and Observers in the Sinai.
cooperation: foreign-deployment active
  Some 4,200 Ardenian soldiers serve with the NATO-led Kosovo Force (KFOR).
finance: fsrb-membership member; fatf-amlcft NC
  Ardenia is a member of the Asia/Pacific Group on Money Laundering (APG), whose second mutual evaluation, published
  in August, rated the country non-compliant with Special Recommendation III.
legislation: ct-law draft_pending
  A bill to amend the Anti-Terrorism Act, which would make travel to a declared area an offense, was introduced in
  the House of Representatives in November.
legislation: interpol-i247 implemented
  In May, the Bureau of Immigration completed the link of the international airport to INTERPOL's I-24/7 databases.
legislation: extradition implemented
  An extradition treaty with the United States has been in force since 1996; two requests were pending.
finance: fatf-amlcft partially_implemented
  Casinos remained outside the scope of the Anti-Money Laundering Act.
legislation: api-pnr not_implemented; api-pnr adopted
  It does not collect PNR data; a decree of February obliges airlines to provide API from 2021.
cooperation: foreign-deployment active
  About 6,000 Castovian soldiers remained stationed in the country.
"""

_BLOCK = re.compile(
    r"^(?P<section>\w+):(?P<rows>[^\n]*(?:\n  ; [^\n]*)*)\n(?P<sentence>(?:  [^\n]*(?:\n|$))+)", re.MULTILINE
)


def _examples() -> list[tuple[str, str, list[tuple[set[str], set[str]]]]]:
    found = []
    for block in _BLOCK.finditer(EXAMPLES):
        rows = [row.split() for row in block["rows"].split(";") if row.strip() != "nothing"]
        expected = [(set(framework.split("|")), set(status.split("|"))) for framework, status in rows]
        found.append((block["section"], " ".join(block["sentence"].split()), expected))
    return found


@pytest.mark.parametrize(("section", "sentence", "expected"), _examples())
def test_a_sentence_makes_these_rows(section: str, sentence: str, expected: list[tuple[set[str], set[str]]]) -> None:
    rows = [(row.values["framework_id"], row.values["status"]) for row in built(sentence, section=section).rows]
    assert len(rows) == len(expected), rows
    assert all(
        row[0] in frameworks and row[1] in statuses for row, (frameworks, statuses) in zip(rows, expected, strict=True)
    ), rows


def test_the_examples_are_all_read() -> None:
    assert len(_examples()) == len(re.findall(r"^\w+:", EXAMPLES, re.MULTILINE)) > 400
