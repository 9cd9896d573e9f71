"""The ways in which reports word one kind of statement, family by family. Countries, bodies and laws are fictional.

A block is a family, a section, its rows as in test_compliance_examples, and the sentence (four spaces: it goes on).
"""

import pytest
from test_compliance import built

FAMILIES = """
# adoption, draft and lack of laws
legislation: ct-law adopted|implemented
  The Ardenian National Assembly voted overwhelmingly in favor of a new counterterrorism law in May.
legislation: ct-law adopted|implemented
  A revised counterterrorism law was promulgated in the official gazette in March.
legislation: ct-law adopted|implemented
  President Orlan signed the Anti-Terrorism Amendment Bill into law in October.
legislation: ct-law adopted|implemented
  Amendments to the counterterrorism law came into force on July 1.
legislation: ct-law draft_pending
  A comprehensive counterterrorism bill was tabled in the legislature but not debated before it rose.
legislation: ct-law draft_pending
  The counterterrorism bill passed its first reading in the lower house in May.
legislation: ct-law draft_pending|progress_reported
  The government is working on amendments to its counterterrorism law.
legislation: ct-law draft_pending
  Parliament began, but did not finish, work on a new counterterrorism bill.
legislation: ct-law draft_pending
  Parliament had not taken action on the draft counterterrorism law by the end of the year.
legislation: ct-law draft_pending|stalled
  Work on the new counterterrorism bill was postponed until after the election.
legislation: ct-law draft_pending|not_implemented
  Implementing regulations for the counterterrorism law had not been issued by the end of the year.
legislation: ct-law not_implemented
  There is no stand-alone law on terrorism in Ardenia.
legislation: ct-law not_implemented
  Ardenia has yet to enact legislation that criminalizes terrorism.
legislation: ct-law deficient|partially_implemented|limited
  The law does not fully define terrorist acts, and observers note that the anti-terrorism law is vague.
legislation: ct-law adopted|implemented
  In July, the Grand Council repealed Article 8 of the Anti-Terror Law.
legislation: ct-law implemented
  Terrorism is a criminal offense under the Anti-Terrorism Act of 2004.
legislation: ct-law implemented
  The Prevention of Terrorism Act allows the police to hold suspects for 14 days.
legislation: penal-code implemented
  The Ardenian penal code provides for life imprisonment for terrorist acts.
legislation: none stalled|not_implemented|suspended
  The opening of a National Counterterrorism Center was put on hold after several provinces objected.
legislation: none implemented|progress_reported|completed|active
  In August, a specialized court held the country's first terrorism trials.
legislation: none implemented|progress_reported|completed
  The Coast Guard opened five stations.
legislation: none implemented|progress_reported
  The Ministry of Interior created a new counterterrorism unit in June.
legislation: none implemented|progress_reported|adopted
  The government established an interagency counterterrorism fusion center.
# capacity
legislation: none deficient|limited
  Responsibilities of the police and the army overlapped, which slowed investigations.
legislation: none deficient|limited
  The police and the gendarmerie share responsibility, but their mandates overlap.
legislation: none deficient|limited
  Ardenia had hardly any controls along its border with Belmora.
legislation: none deficient|limited
  Prosecutors in rural areas carry too many cases.
legislation: none deficient|limited
  The land border has many informal crossings that are not controlled.
legislation: none deficient|limited
  Border posts opposite Belmora were undermanned.
legislation: none deficient|limited
  Courts are slow, and witness protection is nonexistent.
legislation: none deficient|limited
  The judiciary is plagued by corruption.
legislation: none deficient|limited
  Ardenian police do not have enough vehicles to patrol the border.
legislation: none limited|deficient
  The police have some capacity to investigate.
legislation: none limited|deficient
  Law enforcement capacity to prevent attacks is weak.
legislation: none adequate
  Ardenian law enforcement agencies are capable and well trained.
legislation: none adequate
  The gendarmerie demonstrated a high level of professionalism in counterterrorism operations.
legislation: none deficient|limited
  The border with Belmora is long, porous, and largely unpatrolled.
legislation: none deficient|limited
  Interagency coordination and information sharing remained insufficient.
legislation: none deficient|limited
  Low salaries and a lack of training reduced the effectiveness of the border police.
legislation: none deficient|limited
  The investigators have skill but only two helicopters for the whole of the valley.
# borders and documents
legislation: pisces implemented
  Ardenia installed PISCES at its main airport in August.
legislation: pisces implemented; pisces progress_reported|draft_pending|partially_implemented
  Ardenia uses PISCES at its main airport, and it started to install the system at the northern airport.
legislation: pisces implemented; pisces partially_implemented|progress_reported
  Ardenia installed PISCES at its main airport in August, with a pilot under way at the second.
legislation: pisces implemented
  PISCES operates at eight ports of entry.
legislation: pisces implemented|expanding|progress_reported
  The United States helped Ardenia extend PISCES to three land crossings.
legislation: pisces implemented
  Ardenia continued to use the Personal Identification Secure Comparison and Evaluation System at its airports.
legislation: pisces not_implemented
  Ardenia does not use PISCES.
legislation: none not_implemented
  Ardenia does not issue biometric passports.
legislation: none implemented
  Machine-readable passports are in use.
legislation: none implemented|progress_reported
  Ardenia began to replace its passports with a biometric version in November.
legislation: none stalled|not_implemented|draft_pending
  The introduction of the new machine-readable passport was postponed until the next year.
legislation: none deficient|limited|not_implemented
  Immigration officers record arrivals by hand.
legislation: none implemented|completed
  Work on a sand berm along the border with Belmora was completed in August.
legislation: none implemented|progress_reported
  The United States and Castovia installed electronic sensors along the first 100 miles of the border.
legislation: none implemented
  The Immigration Bureau uses a border management system of its own.
legislation: api-pnr implemented; api-pnr not_implemented
  Airlines send API data to the border police, but Ardenia does not collect PNR data.
legislation: api-pnr partially_implemented
  Ardenia collects PNR data but does not use it systematically.
legislation: api-pnr not_implemented
  Ardenia has no API/PNR system.
legislation: api-pnr draft_pending|progress_reported
  Ardenia was developing a PNR system with the help of the UN.
legislation: api-pnr not_implemented
  Passenger data are not collected.
legislation: api-pnr partially_implemented
  API is collected from only some of the airlines.
legislation: interpol-i247 implemented
  Border posts are connected to the INTERPOL I-24/7 network.
legislation: interpol-i247 not_implemented
  Most land crossings are not connected to INTERPOL's I-24/7 network.
legislation: interpol-i247 implemented|active
  Ardenia participates in INTERPOL's Stolen and Lost Travel Documents database.
legislation: interpol-i247 implemented|expanding|progress_reported
  Ardenia extended access to INTERPOL databases to its seaports.
legislation: icao-pkd member
  Ardenia joined the ICAO Public Key Directory in May.
legislation: icao-pkd non_member|not_implemented
  Ardenia does not participate in the ICAO Public Key Directory.
legislation: icao-annex-9 implemented
  Ardenian passports comply with ICAO standards.
# resolutions
legislation: unscr-2396 not_implemented
  No steps were taken to implement UNSCR 2396.
legislation: unscr-2396 not_implemented
  Ardenia took no steps to implement UNSCR 2396.
legislation: unscr-2178 deficient|partially_implemented|not_implemented
  The act does not cover recruitment and travel as UNSCR 2178 requires.
legislation: unscr-2309 implemented
  In line with UNSCR 2309, cargo and passengers are screened at the airport.
finance: unscr-1267 implemented; unscr-1373 implemented
  Authorities froze the accounts of 34 entities listed under UNSCRs 1267 and 1373.
finance: unscr-1267 implemented
  Ardenia implements UNSCR 1267 through administrative orders.
finance: unscr-1267 implemented
  The freezing of assets under UNSCR 1267 was carried out without delay.
finance: unscr-1267 implemented; unscr-1267 not_implemented
  Banks received the 1267 list, but no terrorist assets were found.
finance: unscr-1267 deficient|not_implemented|partially_implemented|limited
  Terrorist assets cannot be frozen without delay under UNSCR 1267.
finance: unscr-1373 partially_implemented|draft_pending|not_implemented
  The new law provides for the freezing of assets under UNSCR 1373, but implementing decrees had not been issued.
finance: unscr-1267 implemented
  Ardenia regularly distributes the UN 1267 sanctions list to financial institutions.
# finance
finance: fatf-amlcft adopted|implemented
  In July, casinos became subject to the Anti-Money Laundering Act.
finance: fatf-amlcft adopted|implemented
  Parliament passed the Anti-Money-Laundering Act on 29 September.
body: fatf-amlcft adopted|implemented
  Parliament passed the Anti-Money-Laundering Act on 29 September.
finance: fatf-amlcft deficient|partially_implemented|limited
  The Anti-Money Laundering Act does not cover all acts of terrorist financing.
finance: fatf-amlcft adopted|implemented|progress_reported
  In June, the legislature restored the duty of banks to report suspicious transactions.
finance: fatf-amlcft not_implemented|draft_pending
  Implementing regulations had not been issued by the end of the year.
finance: fatf-amlcft progress_reported|partially_implemented|draft_pending|active
  The financial intelligence unit began the country's first national risk assessment.
finance: fatf-amlcft not_implemented
  Ardenia has never conducted a national risk assessment.
finance: fatf-amlcft not_implemented
  There were no prosecutions for terrorist financing in 2018.
finance: fatf-amlcft implemented
  Banks are required to report suspicious transactions.
finance: fatf-amlcft deficient|not_implemented|limited
  Hawala dealers are unregulated.
finance: fatf-amlcft not_implemented
  Nonprofit organizations are not required to file suspicious transaction reports.
finance: fatf-icrg not_listed
  The FATF did not place Ardenia under review.
finance: fatf-icrg not_listed|delisted
  The FATF has not had Ardenia under monitoring since 2018.
finance: fatf-icrg delisted
  In October, the FATF lifted the warning on Ardenia that it had issued in 2008.
finance: fatf-icrg listed
  Ardenia remained on the FATF gray list.
finance: fatf-icrg delisted
  In June, Ardenia exited the FATF gray list.
finance: fatf-icrg|fatf-amlcft cooperating|progress_reported|active
  The country has made a political commitment to work with the FATF and the Straits Task Force.
finance: fsrb-membership|fatf-amlcft progress_reported|active|partially_implemented|limited_progress|listed
  The country has remained in the CFATF's enhanced follow-up process.
finance: fsrb-membership member; egmont-membership applicant
  Ardenia is a member of the APG, and its FIU applied for membership in the Egmont Group.
finance: egmont-membership member
  The FIU joined the Egmont Group in July.
finance: egmont-membership non_member
  Its FIU is not a member of the Egmont Group.
finance: egmont-membership applicant
  The FIU's application to the Egmont Group was under review.
# extradition and cooperation
legislation: extradition limited|deficient|partially_implemented|limited_progress
  The extradition treaty between the two countries was little used because the courts work slowly.
legislation: extradition not_implemented|stalled|limited|draft_pending|no_change_reported|refused
  The United States extradited no one from Ardenia in 2022.
legislation: extradition implemented
  Ardenia and the United States have an extradition treaty.
legislation: extradition refused|suspended|limited|stalled
  In June, the president suspended the extradition of members of groups in peace talks.
legislation: extradition completed
  Three suspects were extradited to the United States.
legislation: extradition refused
  Ardenia refused to extradite the suspect.
legislation: extradition limited|refused
  The constitution bars the extradition of nationals.
legislation: extradition limited|refused; us-le-coop|none cooperating|adequate|implemented
  Ardenia does not extradite its nationals, but mutual legal assistance works well.
legislation: us-le-coop cooperating|active
  Ardenian and U.S. officials met in the Homeland Security Dialogue.
body: us-le-coop cooperating
  The police and the National Bureau shared the evidence with US investigators without delay.
legislation: none refused
  The security service denied a request from Belmora to question 13 detainees.
legislation: us-le-coop refused
  The government left two U.S. requests for legal assistance unanswered.
legislation: us-le-coop draft_pending
  A mutual legal assistance treaty with the United States is under negotiation.
legislation: us-le-coop not_implemented
  Ardenia and the United States have no mutual legal assistance treaty.
legislation: us-le-coop cooperating
  Ardenian authorities granted U.S. investigators access to three detainees.
# programs
countering_violent_extremism: cve-nap implemented|partially_implemented|progress_reported|active
  Implementation of the 2018 national plan against radicalization continued.
countering_violent_extremism: cve-nap implemented|active; cve-nap|none limited|stalled|not_implemented
  Implementation of the 2018 national plan continued, although two of its 60 measures were abandoned.
countering_violent_extremism: none limited|deficient
  Funds for prevention in the capital were cut by a third.
countering_violent_extremism: none|cve-nap|peace-accord implemented|expanding|progress_reported
  A scheme for rebels who give up their arms was extended to the north in May.
countering_violent_extremism: cve-nap draft_pending
  Each ministry was drafting an action plan under the national strategy.
countering_violent_extremism: cve-nap adopted|implemented
  Each ministry drew up an action plan under the National Strategy to Counter Extremism of 2016.
countering_violent_extremism: cve-nap adopted|implemented
  In March, the Cabinet approved a policy on returning fighters.
countering_violent_extremism: cve-nap limited_progress|limited|stalled|deficient
  Implementation of the strategy in the north has been slow.
countering_violent_extremism: none implemented
  The Ministry of Education opened a register of absent students.
countering_violent_extremism: cve-nap not_implemented
  Ardenia has no national strategy to counter violent extremism.
countering_violent_extremism: none not_implemented
  There is no program to rehabilitate former fighters.
countering_violent_extremism: none not_implemented|stalled|deficient|limited
  No progress was made on the rehabilitation of prisoners.
countering_violent_extremism: none implemented
  Over 300 former combatants completed the reintegration program.
countering_violent_extremism: none stalled|limited|deficient|not_implemented|suspended|ended
  The deradicalization program was suspended for lack of funds.
# peace
cooperation: peace-accord ended|stalled
  In November, the government ended peace talks with the Northern Front.
cooperation: peace-accord stalled
  The peace dialogue with the Northern Front, which Castovia facilitates, remained stalled for most of the year.
cooperation: peace-accord stalled|ended|suspended
  Peace talks with the Northern Front, held in a third country, broke down in June.
legislation: peace-accord draft_pending|stalled|not_implemented
  The law that is to implement the 2014 peace agreement with the Northern Front awaited action in Congress.
legislation: peace-accord adopted|implemented
  In June, the Congress approved the Legal Framework for Peace, a constitutional reform.
cooperation: peace-accord limited_progress|partially_implemented|stalled
  Progress on the rural provisions of the 2016 peace accord was slow.
cooperation: peace-accord implemented|in_force|active
  The cease-fire with the Northern Front held.
cooperation: peace-accord adopted|implemented
  The government and the Northern Front signed a cease-fire agreement in May.
# missions and forces
cooperation: eu-mission|foreign-deployment active|ended
  Ardenian officers led the EU Training Mission in Belmora until January.
cooperation: foreign-deployment|none active|cooperating; un-mission|foreign-deployment active
  It hosts Castovian special forces near the capital and contributed 650 soldiers to the UN mission in Belmora.
cooperation: foreign-deployment|d-isis-coalition withdrawn
  In March, Ardenia withdrew its trainers from Belmora.
cooperation: foreign-deployment|none|un-mission ended|withdrawn
  The Straits Organization Mission to Ardenia remained closed.
cooperation: eu-mission|un-mission|foreign-deployment active
  The UN Security Council renewed the mandate of the UN mission in Ardenia.
cooperation: foreign-deployment|none active|in_force|implemented
  The League extended the mandate of its regional mission in Ardenia until April 2022.
cooperation: un-mission active
  Ardenia supplied 6,800 troops and police to UN peacekeeping missions.
cooperation: foreign-deployment active
  The NATO mission in Ardenia expanded its advisory work.
body: foreign-deployment active
  Ardenia handed over the command of the coalition but still had 140 troops there at year's end.
cooperation: un-mission active
  Ardenia sent 75 soldiers to the UN Integrated Mission in Belmora (UNIMIB).
cooperation: regional-membership suspended
  Ardenia suspended its membership in the Straits Economic Community in 2008 and did not resume it.
finance: fsrb-membership|fatf-amlcft partially_implemented|active|progress_reported
  Since it left the FATF gray list in 2020, the country has remained in the CFATF's enhanced follow-up process.
cooperation: foreign-deployment active
  Ardenia deployed 200 troops to the multinational task force.
cooperation: foreign-deployment ended|withdrawn
  Ardenia ended its military deployment in Belmora in June.
cooperation: foreign-deployment withdrawn
  The last Castovian troops left the country in August.
# memberships and agreements
cooperation: d-isis-coalition non_member|refused
  It has declined to join the Global Coalition to Defeat ISIS.
cooperation: regional-membership member
  Ardenia is a member of the OAS.
cooperation: regional-membership member; regional-membership member
  Ardenia belongs to the Straits Union and to the Southern Regional Forum.
cooperation: none cooperating|adopted|implemented|expanding
  Ardenia and Belmora signed a memorandum on joint river patrols in September.
cooperation: none partially_implemented|not_implemented|draft_pending
  In January, it signed the Straits Convention on Counter Terrorism, which it had not yet ratified at year's end.
cooperation: gctf member
  Ardenia is a founding member of the Global Counterterrorism Forum.
cooperation: gctf non_member
  Ardenia is not a member of the Global Counterterrorism Forum.
cooperation: none ended|suspended
  Ardenia suspended joint border patrols with Belmora in May.
cooperation: none limited|deficient
  Cooperation with Belmora remained poor.
cooperation: none refused
  Belmora refused to share information on the suspects.
cooperation: none active|implemented|in_force
  The United States renewed Ardenia's status as a Major Non-NATO Ally.
# more wordings of all kinds
legislation: none not_implemented
  The government has not ratified the 2005 convention on nuclear terrorism.
legislation: none deficient
  Human Rights Watch reported that the counterterrorism law was used to detain journalists.
legislation: none deficient
  An NGO reported that the security services had tortured detainees.
finance: fatf-amlcft deficient
  A 2018 assessment by the IMF found that supervision of banks was weak.
finance: fatf-amlcft LC
  Ardenia was upgraded to largely compliant on Recommendation 6.
finance: fatf-amlcft PC; fatf-amlcft NC
  The evaluation rated Ardenia partially compliant with Recommendation 8 and non-compliant with Recommendation 9.
finance: fatf-icrg delisted
  The FATF removed Ardenia from its list of jurisdictions under increased monitoring in October.
finance: fatf-icrg not_listed
  Ardenia was not on the FATF gray list.
finance: fatf-amlcft implemented
  Ardenia has criminalized terrorist financing in line with international standards.
finance: fatf-amlcft not_implemented
  The government froze no terrorist assets in 2016.
finance: fatf-amlcft implemented
  Nonprofit organizations must register with the Ministry of Interior.
finance: fatf-amlcft implemented
  The FIU received 300 suspicious transaction reports in 2017.
finance: fatf-amlcft deficient
  The FIU lacks the staff to analyze suspicious transaction reports.
finance: fsrb-membership observer
  Ardenia obtained observer status in the Eurasian Group in June.
finance: fatf-amlcft not_implemented
  The government did not convict anyone for terrorist financing.
finance: fatf-amlcft implemented
  Two persons were convicted of terrorist financing in 2018.
finance: fatf-amlcft deficient
  Remittances through hawala are legal but not supervised.
legislation: none not_implemented
  Ardenia's passports are not biometric.
legislation: none implemented
  Ardenia introduced an electronic passport with a chip in June.
legislation: api-pnr implemented
  Airlines are required to submit advance passenger information.
legislation: api-pnr implemented; api-pnr not_implemented
  The API system is operational, but the PNR system is not.
legislation: api-pnr draft_pending
  Ardenia does not have a PNR law, but it has begun to draft one.
legislation: interpol-i247 partially_implemented
  INTERPOL databases are available at the airport but not at land crossings.
legislation: nothing
  The Coast Guard received two patrol boats from the United States.
legislation: none deficient
  The police are unable to secure the southern border.
legislation: none implemented
  The government built a fence along 200 miles of the border.
legislation: none deficient
  Dual-screening equipment at the airport was out of order for most of the year.
legislation: none deficient
  The country's borders remained porous despite the deployment of 2,000 troops.
legislation: extradition completed
  Ardenia honored two extradition requests from the United States.
legislation: extradition not_implemented
  The extradition treaty does not cover terrorist financing.
legislation: extradition draft_pending
  Ardenia and the United States signed an extradition treaty in 2014 that has not entered into force.
legislation: us-le-coop cooperating
  Ardenia cooperated with U.S. requests to investigate the attack.
legislation: ct-law not_implemented
  The counterterrorism bill lapsed when parliament was dissolved.
legislation: nothing
  Police disrupted three plots and arrested 20 suspects.
legislation: nothing
  The trial of the eight men accused of the bombing began in May.
legislation: nothing
  The security forces killed eleven fighters in an operation in March.
countering_violent_extremism: cve-nap adopted
  Ardenia launched its national strategy to counter violent extremism in May.
countering_violent_extremism: cve-nap deficient
  The strategy has no budget.
countering_violent_extremism: none implemented
  The government closed two mosques and expelled an imam.
countering_violent_extremism: none not_implemented
  No rehabilitation program exists for returning fighters.
countering_violent_extremism: none deficient
  Civil society groups say that the program lacks funds.
countering_violent_extremism: cve-nap no_change_reported
  There were no changes to the national action plan.
countering_violent_extremism: none implemented
  The deradicalization center treated 45 inmates.
cooperation: au-membership suspended
  The African Union suspended Ardenia after the coup.
cooperation: au-membership member
  The AU lifted its suspension of Ardenia in March.
cooperation: un-mission active
  Ardenia has 500 police officers in the UN mission in Belmora.
cooperation: un-mission withdrawn
  The UN mission left Ardenia in December.
cooperation: none ended
  Ardenia ended its participation in the coalition.
cooperation: eu-mission active
  The EU training mission was extended until 2024.
cooperation: foreign-deployment withdrawn
  The 300 Castovian soldiers based in the north left in August.
cooperation: none cooperating
  Ardenia and Belmora resumed joint patrols in June.
cooperation: none limited
  Relations with Belmora were poor, and the two countries share little information.
cooperation: d-isis-coalition non_member
  Ardenia is not a member of the Global Coalition to Defeat ISIS but took part in its meetings as an observer.
cooperation: gctf active
  Ardenia chaired the GCTF working group on borders.
cooperation: none in_force
  The United States suspended most security assistance to Ardenia after the coup.
cooperation: none lifted
  U.S. military assistance resumed in September.
legislation: api-pnr implemented
  Airlines are required to submit advance passenger information.
legislation: interpol-i247 partially_implemented
  INTERPOL databases are available at the airport but not at land crossings.
finance: fatf-amlcft implemented
  Two persons were convicted of terrorist financing in 2018.
body: none adopted
  In October, parliament ratified the International Convention for the Suppression of the Financing of Terrorism.
body: none partially_implemented
  Ardenia is a party to 11 of the 12 UN conventions and protocols relating to terrorism.
body: none partially_implemented
  Ardenia has signed nine of the 12 international conventions on terrorism and has ratified four.
body: none cooperating
  The government granted overflight and landing rights to coalition aircraft.
body: foreign-deployment active
  Ardenia provided 150 troops to the International Security Force.
body: fatf-amlcft implemented
  Ardenia froze the assets of three organizations on the US list.
body: fatf-amlcft implemented
  The government ordered banks to freeze the accounts of designated persons.
body: ct-law draft_pending
  Ardenia introduced new legislation to combat terrorism, which was before parliament at year's end.
body: nothing
  Ardenian courts convicted four members of the group.
body: extradition completed
  The government extradited two suspects to Castovia.
body: extradition cooperating
  Ardenia agreed to extradite a suspect to the United States.
body: fatf-amlcft not_implemented
  Ardenia has no law against terrorist financing.
body: none deficient
  The border with Belmora is porous.
body: none deficient
  The police lack training and equipment.
body: us-le-coop cooperating
  The United States provided training to the Ardenian police under the Antiterrorism Assistance program.
body: nothing
  Ardenia hosted a regional conference on terrorism in March.
body: nothing
  Ardenia continued to provide safe haven to members of the group.
body: us-sst listed
  Ardenia was designated a state sponsor of terrorism in 1979.
body: peace-accord adopted
  The government signed a peace agreement with the rebels in August.
body: peace-accord stalled
  The cease-fire with the rebels collapsed in June.
body: none implemented
  In July the government created a counterterrorism center.
body: none implemented
  The government began issuing machine-readable passports.
body: fatf-amlcft implemented
  Ardenia established a financial intelligence unit in 2004.
body: fatf-amlcft deficient
  Ardenia's anti-money-laundering law does not cover terrorist financing.
cooperation: none adopted
  Ardenia signed the Straits Convention on Terrorism in May.
cooperation: tsctp active
  Ardenia continued to participate in the TSCTP.
cooperation: foreign-deployment active
  Ardenia's troops served with the coalition until August.
cooperation: foreign-deployment withdrawn
  The last of the 900 Ardenian soldiers in Belmora came home in July.
cooperation: regional-membership withdrawn
  Ardenia announced that it would leave the Straits Union in 2024.
cooperation: foreign-deployment ended
  Castovia closed its military base in Ardenia in May.
cooperation: none cooperating
  Ardenia and Castovia conducted a joint exercise in June.
cooperation: un-mission ended
  The UN Security Council ended the mission's mandate in June.
cooperation: peace-accord partially_implemented
  Only two of the six provisions of the peace accord have been carried out.
countering_violent_extremism: cve-nap not_implemented
  The national strategy expired in 2020 and was not replaced.
countering_violent_extremism: none implemented
  The ministry of religion certifies imams and reviews sermons.
countering_violent_extremism: cve-nap not_implemented
  Ardenia has not adopted a national action plan.
countering_violent_extremism: strong-cities member
  Three cities are members of the Strong Cities Network.
countering_violent_extremism: strong-cities withdrawn
  Ardenia was a member of the Strong Cities Network until 2021.
countering_violent_extremism: nothing
  Extremists recruited young people in the northern villages.
countering_violent_extremism: none limited_progress
  Reintegration of returnees is slow.
finance: fatf-amlcft not_implemented
  The law does not oblige casinos to report suspicious transactions.
finance: fatf-amlcft implemented
  The FIU became operational in March.
finance: fatf-amlcft not_implemented
  The FIU is not yet operational.
finance: fatf-icrg not_listed
  Ardenia is not in the FATF's review process.
finance: fatf-icrg listed
  The FATF kept Ardenia on its list.
finance: fatf-icrg listed
  In June, the FATF moved Ardenia to its list of jurisdictions with strategic deficiencies.
finance: fatf-icrg progress_reported
  Ardenia made sufficient progress to leave the FATF list.
finance: fatf-amlcft not_implemented
  The UN sanctions list is not distributed to banks.
finance: fatf-amlcft implemented
  Ardenia implements UN sanctions without delay.
finance: unscr-1267 not_implemented
  Ardenia has no mechanism to freeze assets without delay under UNSCR 1267.
finance: egmont-membership suspended
  Ardenia's FIU was suspended from the Egmont Group in May.
finance: egmont-membership member
  The Egmont Group admitted the FIU in July.
legislation: ct-law draft_pending
  The draft law on foreign terrorist fighters has been with the Senate since 2016.
legislation: ct-law draft_pending
  The Senate has not acted on the terrorism bill since 2016.
legislation: none implemented
  A decree of March gives the police the power to hold suspects for ten days.
legislation: ct-law adopted
  The Anti-Terrorism Law was tightened in July.
legislation: ct-law adopted
  Parliament lengthened the sentences for terrorist recruitment in its 2004 law.
legislation: ct-law not_implemented
  The parliament dropped the counterterrorism bill in September.
legislation: ct-law not_implemented
  Ardenia still has no law that makes travel for terrorism a crime.
legislation: none not_implemented
  Travel to join a terrorist group is not a crime in Ardenia.
legislation: ct-law not_implemented
  Ardenian law does not criminalize terrorist recruitment.
legislation: none deficient
  Terrorism trials moved slowly.
legislation: none limited
  Only one court in the country hears terrorism cases.
legislation: none deficient
  The police have no forensic laboratory of their own.
legislation: none deficient
  Its forensic laboratory cannot analyze explosives.
legislation: none deficient
  The border guard has no aircraft.
legislation: none deficient
  Half of the posts on the northern border are unmanned at night.
legislation: none deficient
  Corruption among customs officers is widespread.
legislation: none deficient
  Investigators rarely share evidence with prosecutors.
legislation: none not_implemented
  The three services that deal with terrorism do not share a database.
legislation: none deficient
  Its special police unit is well equipped but short of trainers.
legislation: none progress_reported
  Ardenia doubled the number of counterterrorism prosecutors.
legislation: none progress_reported
  The government hired 200 border guards.
legislation: none implemented
  The new border police academy opened in October.
legislation: none progress_reported
  The construction of a fence along the border with Belmora continued.
legislation: none progress_reported
  Work on the border fence began in May.
legislation: none implemented
  Biometric kiosks were installed at the airport.
legislation: none implemented
  Ardenia collects biometric data from all arriving foreigners.
legislation: none implemented; icao-pkd non_member
  Ardenia issues biometric passports but does not take part in the ICAO PKD.
legislation: pisces progress_reported
  The PISCES system was upgraded in March.
legislation: pisces not_implemented
  PISCES was removed from the airport in June.
legislation: pisces not_implemented
  Ardenia replaced PISCES with a system of its own.
legislation: pisces not_implemented
  Ardenia declined to install PISCES.
legislation: interpol-i247 implemented
  Ardenia's border police check travelers against INTERPOL's databases at all but two posts.
legislation: interpol-i247 partially_implemented
  A link to INTERPOL's I-24/7 network was out of service for three months.
legislation: api-pnr draft_pending
  Ardenia plans to introduce a PNR system in 2023.
legislation: api-pnr partially_implemented
  PNR data are collected by airlines but not passed to the police.
legislation: api-pnr adopted; api-pnr not_implemented
  Parliament passed a law on PNR data in May; the system is not yet in operation.
legislation: unscr-2396 partially_implemented
  Ardenia has implemented most of UNSCR 2396.
legislation: unscr-2178 limited_progress
  The country has done little to implement UNSCR 2178.
legislation: unscr-2309 partially_implemented
  UNSCR 2309 is implemented at the capital's airport only.
legislation: extradition completed; extradition refused
  Ardenia extradited a financier to the United States but refused to extradite his brother.
legislation: extradition not_implemented; extradition completed
  The United States and Ardenia have no extradition treaty, but Ardenia expelled two suspects to the United States.
legislation: extradition implemented
  An extradition treaty with the United States has been in force since 1931.
legislation: extradition not_implemented
  Ardenia has not concluded an extradition treaty with the United States.
legislation: extradition refused
  Ardenia did not reply to a U.S. request for the extradition of a financier.
legislation: nothing
  The government pledged to implement UNSCR 2178 on its own.
legislation: extradition limited
  The Supreme Court halted the extradition of a suspect in July.
legislation: us-le-coop cooperating
  The FBI helped investigate the attack at the invitation of the government.
legislation: us-le-coop cooperating
  The government gave the FBI access to the site of the attack.
legislation: us-le-coop refused
  The government did not give the FBI access to the suspects.
legislation: us-le-coop cooperating
  Cooperation with the FBI was close.
legislation: us-le-coop cooperating
  Ardenian police and the FBI investigated the case jointly.
legislation: us-le-coop cooperating
  Information sharing with the United States improved.
finance: fatf-amlcft implemented
  A law of June requires lawyers to report suspicious transactions.
finance: fatf-amlcft deficient
  Supervision of money transfer firms is weak.
finance: fatf-amlcft deficient
  The FIU has 12 analysts, too few for its workload.
finance: fatf-amlcft deficient
  The FIU sends reports to prosecutors, who rarely act on them.
finance: fatf-amlcft implemented
  The central bank closed 11 unlicensed exchange houses.
finance: fatf-amlcft not_implemented
  Ardenia has not yet carried out a national risk assessment.
finance: fatf-amlcft adopted
  Ardenia finished its second national risk assessment in March.
finance: fatf-amlcft LE
  The APG, in its mutual evaluation, rated Ardenia low on the investigation of terrorist financing.
finance: fatf-amlcft LC
  In its follow-up report the APG raised two ratings to largely compliant.
finance: fatf-icrg listed
  In October, the FATF put Ardenia on its gray list.
finance: fatf-icrg progress_reported
  The FATF found in June that Ardenia had completed its action plan.
finance: fatf-icrg listed
  Ardenia has been on the gray list since 2018.
finance: fsrb-membership non_member
  Ardenia belongs to no FATF-style regional body.
finance: egmont-membership applicant
  Ardenia's FIU has applied to join the Egmont Group.
finance: unscr-1267 deficient
  The UN 1267 list is published in the official gazette with long delays.
finance: unscr-1373 not_implemented
  No assets were frozen under UNSCR 1373.
finance: unscr-1373 implemented
  Ardenia designated its first group under UNSCR 1373.
countering_violent_extremism: cve-nap implemented
  The national strategy of 2017 is still in force.
countering_violent_extremism: cve-nap implemented
  The government has had a national plan against radicalization since 2014.
countering_violent_extremism: none not_implemented
  Ardenia closed its only rehabilitation center in June.
countering_violent_extremism: none not_implemented
  The deradicalization program in prisons ended for lack of money.
countering_violent_extremism: none implemented
  Ardenia brought home 12 children from camps in Belmora.
countering_violent_extremism: none not_implemented
  The government refuses to take back its nationals from the camps.
countering_violent_extremism: none implemented
  The program reached 4,000 pupils.
countering_violent_extremism: peace-accord implemented
  An amnesty for those who surrender was renewed.
cooperation: foreign-deployment ended
  Castovia ended Operation Osprey in Ardenia in February.
cooperation: foreign-deployment active
  Castovia keeps 300 soldiers in Ardenia.
cooperation: un-mission withdrawn
  The UN mission completed its withdrawal in December.
cooperation: foreign-deployment active
  Ardenia sent a battalion to the African Union mission in Belmora and lost four soldiers there.
cooperation: regional-membership observer
  Ardenia is an observer in the Straits Union and a partner of the Southern League.
cooperation: regional-membership active
  Ardenia sits on the board of the Straits Terrorism Center.
cooperation: d-isis-coalition applicant
  Ardenia applied to join the Global Coalition to Defeat ISIS.
cooperation: gctf member
  Ardenia joined the Global Counterterrorism Forum, of which it had been an observer.
cooperation: none cooperating
  Ardenia and Belmora share intelligence on fighters.
cooperation: none draft_pending
  Talks on a security agreement with Belmora are under way.
cooperation: none not_implemented
  The security agreement with Belmora expired in May.
cooperation: peace-accord partially_implemented
  The parties carried out four of the ten measures of the peace accord.
cooperation: nothing
  The rebels suspended their participation in the peace accord in June.
cooperation: peace-accord implemented
  The government and the front extended the cease-fire in April.
legislation: ct-law not_implemented; ct-law draft_pending
  Ardenia has no comprehensive counterterrorism law, but a draft was before parliament.
legislation: none not_implemented
  A bill to ban extremist groups failed in the lower house.
legislation: ct-law not_implemented
  The government withdrew its counterterrorism bill after protests.
legislation: nothing
  Amnesty said that police beat suspects.
legislation: ct-law deficient
  The UN Special Rapporteur criticized the counterterrorism law as too broad.
legislation: nothing
  Courts convicted 30 persons of terrorism under the 2005 law.
legislation: nothing
  Six officers were arrested for selling passports.
legislation: nothing
  In March, police arrested four men who planned to bomb the embassy.
legislation: nothing
  In June, border guards stopped two men who carried explosives.
legislation: nothing
  Scanners at the airport detected explosives in June.
legislation: none implemented
  Security at the airport meets international standards.
legislation: none not_implemented
  The Transportation Security Administration found that the airport did not meet standards.
legislation: nothing
  The national police remained on alert after the bombing.
legislation: none implemented
  Ardenia requires visas of all visitors.
legislation: none not_implemented
  Ardenia's counterterrorism police unit was disbanded in May.
legislation: ct-law not_implemented
  The 2003 counterterrorism law was removed from the books.
legislation: none deficient
  Identity documents are easily forged.
legislation: none deficient
  The civil registry is incomplete.
legislation: nothing
  The judges have been threatened.
legislation: none limited_progress
  The government took few steps against corruption at the borders.
finance: fatf-amlcft not_implemented
  Ardenia has not made terrorist financing a crime.
finance: fatf-amlcft implemented
  Terrorist financing is a crime under the 2009 law.
finance: fatf-amlcft not_implemented
  A bill to criminalize terrorist financing died with the old parliament.
finance: fatf-amlcft adopted
  Ardenia amended its AML/CFT law in April to cover virtual assets.
finance: fatf-amlcft not_implemented
  The FIU has no power to freeze accounts.
finance: fatf-amlcft implemented
  Nonprofits are monitored by the Ministry of Justice.
finance: egmont-membership non_member
  The government has yet to apply for membership in the Egmont Group.
finance: fatf-icrg listed
  The FATF placed Ardenia under review in June.
finance: fatf-icrg not_listed
  Ardenia is on neither of the FATF's lists.
finance: fatf-amlcft not_implemented
  Ardenia reported no freezing of terrorist assets.
finance: nothing
  The militants tax farmers in the north.
finance: fsrb-membership active
  Ardenia takes part in the work of the GAFILAT.
finance: fatf-amlcft NC
  A GIABA evaluation rated Ardenia non-compliant with Special Recommendation III.
countering_violent_extremism: cve-nap not_implemented
  There is no national strategy.
countering_violent_extremism: cve-nap adopted
  The 2019 strategy was revised in May.
countering_violent_extremism: cve-nap partially_implemented
  The strategy was put into effect in only two regions.
countering_violent_extremism: none implemented
  Ardenia and the EU run a program for young people at risk.
cooperation: none not_implemented
  The two governments did not renew their security agreement.
cooperation: none refused
  Belmora did not answer Ardenia's request for the arrest of the leader.
cooperation: un-mission withdrawn
  Ardenia withdrew its 40 soldiers from the UN mission.
cooperation: eu-mission active
  The EU opened a civilian mission in Ardenia in April.
cooperation: regional-membership active
  Ardenia hosts the secretariat of the Straits Union.
cooperation: gctf non_member
  Ardenia does not belong to the Global Counterterrorism Forum.
cooperation: au-membership suspended
  Ardenia's AU membership remained suspended.
cooperation: us-s7008 in_force
  Section 7008 restrictions on assistance remained in effect.
cooperation: us-cspa waived
  The United States waived the restrictions under the Child Soldiers Prevention Act in part.
cooperation: nothing
  Ardenia expelled the French ambassador.
cooperation: none lifted
  The Security Council lifted its arms embargo.
# what is no status
legislation: nothing
  In May, police disrupted a plot to attack the airport.
legislation: nothing
  Police seized weapons and arrested six men in a raid on March 3.
legislation: nothing
  A court sentenced two men to 20 years for membership in a terrorist group.
legislation: nothing
  On July 4, a bomb exploded near a police station.
cooperation: nothing
  The minister visited Belmora in April.
cooperation: nothing
  Terrorists used the island as a transit point.
legislation: nothing
  Officers of the security service arrested and charged a man under the amended Anti-Terrorism Act.
legislation: nothing
  Nine suspects received sentences of ten years for the attack on the market.
legislation: nothing
  The security service reported the arrest of 22 men, all accused of planning to carry out attacks.
legislation: nothing
  There were no reports that the government used counterterrorism laws to prosecute political opponents.
legislation: nothing
  Ardenia proposed to establish a regional counterterrorism office.
overview: nothing
  Officials, particularly the police and members of the High Council, worked closely to address terrorist activity.
overview: nothing
  Ardenia sent 650 soldiers to the north as part of the joint border force.
body: nothing
  The accession obligates the country to take measures to seize or freeze funds used for terrorist purposes.
finance: fsrb-membership member
  Ardenia is a member of MONEYVAL, the Committee of Experts on the Evaluation of Anti-Money Laundering Measures.
legislation: ct-law no_change_reported
  Ardenia did not pass or amend any laws regarding terrorism in 2020.
legislation: ct-law no_change_reported
  There were no significant terrorism-related legislative changes in 2019.
legislation: pisces partially_implemented
  Ardenia has not fully implemented the PISCES fingerprint feature.
finance: fatf-amlcft not_implemented
  There were no known terrorist financing prosecutions in 2010.
body: peace-accord progress_reported|active
  The government and the Northern Front began peace negotiations in July.
cooperation: foreign-deployment active
  Since 2001, Ardenia has hosted a Castovian airbase near the capital.
finance: nothing
  The group raises money through extortion and kidnapping.
# two bodies, two shortcomings
legislation: none deficient|limited; none deficient|limited
  The land border at the river remained porous, and the Ardenian Coast Guard did not have enough vessels to
    patrol the islands.
legislation: none deficient|limited; none deficient|limited
  The Customs Directorate lacks scanners, and the Border Police cannot patrol the northern desert.
# one place
legislation: none not_implemented
  Ardenia does not require passengers to fill out entry cards at the bridge, and few travelers are checked there.
legislation: none not_implemented
  Ardenia does not take fingerprints at its land crossings, and vehicles are seldom searched there.
# cooperation with a foreign or international body
legislation: none cooperating|active
  Ardenia continued to cooperate with the European border agency, Frontex.
legislation: none cooperating|active
  The Ardenian police cooperated closely with Europol.
body: none cooperating
  Ardenian authorities gave full cooperation to the UN International Independent Investigation Commission (UNIIIC).
body: none cooperating
  The government cooperated fully with the Special Tribunal for Belmora.
legislation: none cooperating|active
  Ardenia and Belmora exchanged information on the movement of suspects.
# lack that slows work
finance: egmont-membership member; none|fatf-amlcft deficient|limited
  The Ardenian financial intelligence unit is a member of the Egmont Group, but the lack of a modern database
    slowed its work.
finance: fsrb-membership member; none|fatf-amlcft deficient|limited
  Ardenia is a member of GIABA, but a shortage of analysts slowed the work of its FIU.
# changed contributions
cooperation: foreign-deployment active
  It reduced its contingent in the International Security Assistance Force (ISAF) in Belmora to 130 soldiers.
cooperation: foreign-deployment active
  Ardenia increased its contribution to the NATO training mission in Belmora to 60 trainers.
cooperation: foreign-deployment active
  Castovia relocated about 1,000 soldiers of Operation Heron to Ardenia.
cooperation: foreign-deployment active
  Castovia moved 300 troops of its regional operation to a base near the capital.
cooperation: eu-mission active|adopted|announced
  In December, the European Union approved a military partnership mission in Ardenia.
cooperation: eu-mission active
  In May, the European Union agreed to send a civilian mission to Ardenia.
cooperation: foreign-deployment active
  An Ardenian frigate took part in NATO's Operation Sea Wall in the Straits.
# resolutions not carried out
body: none not_implemented
  UN Security Council resolution 1559 calls for the disarming of all militias, and the government has not
    carried it out with regard to the Northern Front.
# new forces at work
body: none implemented|progress_reported|active; none deficient|limited
  A joint force of the army and the police, set up with Castovian help, began work along the northern border in
    December, but it had few vehicles and no radios of its own.
legislation: none implemented|progress_reported|active
  A new counterterrorism unit of the gendarmerie became operational in June.
legislation: none implemented|progress_reported|active
  The national crisis center started work in October.
finance: fatf-amlcft implemented|progress_reported
  Its financial intelligence unit, the Commission for Accounts (CFA), came into operation in March.
body: none|fatf-amlcft implemented|progress_reported; egmont-membership non_member
  Its financial intelligence unit, a body of the Central Bank of Ardenia, came into operation in March; it was
    not a member of the Egmont Group.
# travel documents
body: icao-annex-9|none not_implemented|deficient
  Ardenia's passports were not machine readable.
legislation: none implemented
  Ardenian passports are machine readable.
legislation: icao-annex-9 implemented; icao-pkd member|implemented|active
  Ardenian passports conform to ICAO specifications, and Ardenia participates in the ICAO Public Key Directory.
# acts named without terrorism
legislation: ct-law implemented
  Ardenian authorities continued to use the Security Offenses (Special Measures) Act of 2012.
legislation: ct-law implemented; ct-law no_change_reported
  Ardenia used its Internal Security Act (ISA) to hold suspects without trial; the law was not changed during
    the year.
legislation: ct-law|none implemented
body: ct-law implemented
  The Anti-Terrorism Act of 2002 makes membership in a terrorist organization a capital offense.
body: ct-law|fatf-amlcft implemented
  The Prevention of Terrorism Act makes the financing of terrorism a felony.
legislation: ct-law|penal-code|none deficient|not_implemented|partially_implemented|limited
  The 2005 law against terrorism does not provide for witness protection or for special investigative techniques.
legislation: ct-law deficient|not_implemented|partially_implemented|limited
  The counterterrorism law does not contain provisions on incitement.
# slow
legislation: none limited_progress|progress_reported|stalled
  The new connection of seaports to the system went ahead more slowly than planned.
legislation: none limited_progress|progress_reported|stalled
  Work on the biometric passport fell behind schedule.
countering_violent_extremism: peace-accord|none stalled|limited_progress
  Talks between the High Peace Council and the Northern Front made no headway.
# restrictions
overview: us-s7008|none in_force|suspended
  After the coup, the United States suspended all non-humanitarian assistance, including military training.
overview: us-s7008|none in_force|suspended
  The United States halted most nonessential aid to the government after the coup.
# overview
overview: none deficient
  Government controls remained ineffective along the porous borders, above all in the Tri-Border Area.
overview: us-le-coop cooperating
  Counterterrorism cooperation with the United States, including between the Internal Security Department (ISD)
    and the FBI, was excellent.
overview: us-le-coop cooperating
  Cooperation with the United States on counterterrorism remained close.
overview: d-isis-coalition member|active
  Ardenia continued to play a leading part in the Global Coalition to Defeat ISIS.
overview: d-isis-coalition member|active
  Ardenia played an active role in the Defeat-ISIS Coalition.
# freezing power
finance: unscr-1267 implemented; unscr-1373 implemented
  Under a law of 2011, the government can freeze assets pursuant to UNSCRs 1267 and 1373 within 24 hours.
finance: unscr-1267 implemented; unscr-1373 implemented
  Banks must freeze the accounts of persons listed under UNSCRs 1267 and 1373.
# extradition
legislation: extradition implemented; extradition completed
  An extradition treaty with the United States has been in force since 1935, and Ardenia surrendered one
    fugitive under it in July.
body: extradition limited; extradition not_implemented
  Ardenian law forbids the extradition of Ardenian citizens, and there is no extradition treaty with the United
    States.
# guidance
finance: fatf-amlcft implemented|adopted
  In October, the Monetary Authority of Ardenia (MAA) published guidance for payment firms.
finance: fatf-amlcft implemented|adopted
  The central bank issued guidelines to banks on the reporting of transactions.
# treaties
body: none adopted|implemented; none adopted|implemented
  Ardenia is a party to all 12 international counterterrorism conventions, and in September it signed the
    International Convention for the Suppression of Acts of Nuclear Terrorism.
# amnesty
body: peace-accord implemented
  An amnesty law passed in 2000 remained in effect.
# core
countering_violent_extremism: cve-nap|none implemented
  The Lighthouse program is the core of Ardenian efforts to counter violent extremism.
countering_violent_extremism: cve-nap|none implemented
  The national strategy of 2014 remained the basis of the government's work on extremism.
# office within membership
cooperation: gctf member
  Ardenia is a founding member of the GCTF and, with the European Union, co-chairs its East Africa working group.
# title memberships
finance: egmont-membership member
  The Ardenian Financial Unit (AFU), an Egmont Group member since 2004, has the authority to freeze assets.
finance: fsrb-membership member
  Ardenia, a GIABA member since 2000, held a workshop for judges.
cooperation: regional-membership observer
  In June Ardenia was admitted to the Southern Cooperation Organization as an observer.
cooperation: regional-membership|au-membership member
  Ardenia's membership in the AU, suspended in 2012, was fully restored in 2013.
# no change
finance: fatf-amlcft no_change_reported
  There were no other significant changes.
finance: fatf-amlcft no_change_reported
  There were no further significant developments.
# human rights
legislation: none|ct-law deficient
  Human rights organizations said that the authorities used counterterrorism laws against peaceful critics.
legislation: none|ct-law deficient
  The government continued to use the counterterrorism law to silence journalists and critics.
# not rows
body: nothing
  On November 21, gunmen blocked the car of a member of parliament in Zarat and shot him at close range; he and
    a guard died of their wounds.
body: nothing
  A member of the ruling party in Dorun was stabbed.
# programs of the United States
legislation: us-le-coop|none cooperating
  The Ardenian Customs Department took part in the Department of State's Export Control program.
# joint patrols
cooperation: none|regional-membership draft_pending|not_implemented|cooperating|stalled
  In July, Ardenia, Belmora, and Castovia agreed to conduct trilateral patrols in the Straits, which had not
    started by December.
# lists
legislation: none implemented; api-pnr not_implemented
  Ardenia maintained a terrorist watchlist and screens passengers at the main airport, but it does not collect
    passenger name records (PNR).
legislation: interpol-i247 implemented; interpol-i247|none deficient|limited
  The Border Force scans all passports against INTERPOL databases; however, small airfields and harbors are
    seldom visited by its officers.
legislation: none deficient|limited
  The Ardenian Border Police is short of trained men, and some of its posts have no electricity.
# wordings of all sections
overview: us-le-coop cooperating
  Cooperation with the United States on counterterrorism was strong in 2018, and the government continued to
    arrest suspects.
overview: d-isis-coalition member|active
  Ardenia was an active member of the Defeat-ISIS Coalition and hosted two of its meetings.
overview: nothing
  Ardenia faced threats from criminal gangs along its eastern border and from returning fighters.
overview: none deficient|limited
  The country's long coastline remained largely unguarded.
overview: au-membership suspended
  The African Union suspended Ardenia after soldiers seized power in May.
overview: nothing
  The army said that it had destroyed nine camps of the Northern Front.
legislation: ct-law adopted
  In April, the Ardenian parliament adopted a package of amendments to the Law on Counterterrorism that made
    travel for training an offense.
legislation: ct-law draft_pending
  A new bill to combat terrorism was read for the first time in November but had not reached committee by year's end.
legislation: ct-law implemented|adopted
  Ardenia's primary counterterrorism statute is the Suppression of Terrorism Act of 2006.
legislation: penal-code implemented|adopted; none deficient|limited
  Terrorism offenses are tried under the penal code, but prosecutors have little experience with such cases.
legislation: ct-law no_change_reported
  The legal framework against terrorism did not change in 2017.
legislation: none deficient|limited; none deficient|limited
  The Border Guard has too few boats, and the Ardenian Customs Service has no scanners.
legislation: none deficient|limited
  Rivalry between the police and the gendarmerie slowed the exchange of information.
legislation: none adequate
  The Special Operations Command is well trained and has modern equipment.
legislation: pisces implemented; pisces not_implemented|draft_pending|partially_implemented
  Ardenia uses PISCES at three airports, but the system has not been installed at the ferry port.
legislation: api-pnr draft_pending|progress_reported
  The government plans to collect API and PNR data by 2020.
legislation: interpol-i247 implemented
  Border officers have access to INTERPOL's I-24/7 network at the main crossings.
legislation: none implemented|progress_reported
  In June the Ministry of Interior opened a new border post at Zarat.
legislation: icao-pkd member|active|implemented
  Ardenia joined the ICAO Public Key Directory in March.
legislation: unscr-2396 partially_implemented|progress_reported|limited_progress
  Ardenia has only partly implemented UNSCR 2396.
legislation: extradition refused|not_implemented|limited
  The government refused to extradite two suspects to the United States.
legislation: extradition implemented
  A bilateral extradition treaty has been in effect since 1972.
legislation: us-le-coop cooperating
  The Ardenian police shared fingerprints of suspects with the FBI.
legislation: nothing
  On May 3, police arrested nine men who had planned to bomb a market in Dorun.
legislation: nothing
  The Counterterrorism Directorate leads investigations, and the prosecutor general supervises them.
legislation: none deficient|limited
  Detention facilities are overcrowded, and guards receive little training.
legislation: none deficient
  Human rights groups accused the gendarmerie of torture and arbitrary detention.
legislation: none stalled|not_implemented|limited_progress
  A project to fence the southern frontier was abandoned for lack of money.
legislation: ct-law implemented
finance: fatf-amlcft member
  Ardenia has been a member of the FATF since 1991.
finance: fsrb-membership observer
  Ardenia is an observer to the Eurasian Group.
finance: egmont-membership applicant
  The Financial Intelligence Unit applied for membership in the Egmont Group in 2015.
finance: egmont-membership non_member
  Its FIU does not belong to the Egmont Group.
finance: fatf-icrg listed
  In October the FATF placed Ardenia on its list of jurisdictions under increased monitoring.
finance: fatf-icrg delisted
  Ardenia came off the FATF gray list in June.
finance: fatf-amlcft adopted|implemented
  A new law against money laundering took effect on January 1.
finance: fatf-amlcft deficient|limited; fatf-amlcft not_implemented
  Supervision of money changers is weak, and hawala dealers are not licensed.
finance: unscr-1267 implemented; unscr-1373 not_implemented
  Banks receive the UN 1267 list, but Ardenia has no national list under UNSCR 1373.
finance: fatf-amlcft not_implemented
  No terrorist assets were identified or frozen during the year.
finance: fatf-amlcft PC|partially_implemented
  The 2014 mutual evaluation rated Ardenia partially compliant on the criminalization of terrorist financing.
finance: fatf-amlcft adopted|completed
  Ardenia completed its first national risk assessment in July.
finance: fatf-amlcft implemented
  The central bank inspected 30 exchange houses and fined four of them.
finance: fatf-amlcft deficient|limited
  The FIU has eight analysts and cannot examine most of the reports that it receives.
finance: fatf-amlcft no_change_reported
  There were no changes to the regime since the previous report.
countering_violent_extremism: cve-nap draft_pending
  The national strategy to prevent violent extremism was still being drafted at the end of 2019.
countering_violent_extremism: cve-nap adopted
  The cabinet approved a national action plan to counter violent extremism in May.
countering_violent_extremism: none|cve-nap implemented
  The Ministry of Religious Affairs trained 200 imams in mediation.
countering_violent_extremism: cve-nap|none not_implemented
  Ardenia does not have a rehabilitation program for former fighters.
countering_violent_extremism: none|cve-nap stalled|not_implemented
  A pilot program in two prisons ended for lack of funds.
cooperation: regional-membership member; au-membership member; d-isis-coalition member
  Ardenia is a member of the Southern Development League, the African Union, and the Global Coalition to Defeat ISIS.
cooperation: gctf non_member
  It has not joined the Global Counterterrorism Forum.
cooperation: un-mission active
  About 800 Ardenian soldiers serve in the UN peacekeeping mission in Castovia.
cooperation: foreign-deployment withdrawn
  In August, Ardenia withdrew its last troops from the NATO mission in Castovia.
cooperation: eu-mission active
  The European Union training mission extended its mandate to 2024.
cooperation: none cooperating|active
  Ardenia and Belmora held joint patrols along their border.
cooperation: none adopted|cooperating|implemented
  In September, Ardenia signed a security agreement with Belmora on the exchange of information.
cooperation: none adopted
  Ardenia ratified the International Convention against the Taking of Hostages in June.
body: none|ct-law partially_implemented|adopted|implemented
  Ardenia is a party to eight of the 12 international conventions and protocols relating to terrorism.
body: peace-accord adopted|progress_reported|active|implemented
  The government and the Northern Front signed a cease-fire in August.
body: us-s7008|none in_force
  U.S. military assistance to Ardenia remained suspended during the year.
body: us-le-coop cooperating
  The government responded quickly to requests from the FBI for information.
body: nothing
  The rebels released two hostages after a ransom was paid.
# near misses and neighbors of the wordings above
legislation: ct-law draft_pending
  The anti-terrorism bill was read for the second time in July, and a third reading was expected.
legislation: ct-law implemented
  The Counterterrorism Act of 2011 remains the principal law against terrorism.
legislation: ct-law implemented
  Terrorist crimes are prosecuted under the Anti-Terrorism Law.
legislation: none deficient|limited
  Judges have little knowledge of digital evidence.
legislation: none deficient|limited
  The coast guard has no patrol boats of its own.
legislation: none adequate
  The Rapid Response Squad is professional and well equipped.
countering_violent_extremism: none|cve-nap not_implemented|stalled
  The youth program closed for want of money.
body: peace-accord adopted|progress_reported
  In May the government and two factions reached a cease-fire.
legislation: none cooperating|active
  The customs service cooperated with neighboring countries on smuggling.
legislation: none deficient|limited
  Few of the country's airports have explosive detectors.
finance: egmont-membership member; fatf-amlcft deficient|limited
  The FIU is a member of the Egmont Group, but it has only six analysts.
cooperation: gctf member
  Ardenia is a member of the GCTF and hosted its plenary meeting in May.
cooperation: foreign-deployment active
  Ardenia raised its contingent in the regional security mission to 400 soldiers.
cooperation: foreign-deployment active|ended|withdrawn
  The two countries moved 200 soldiers of the coalition to the northern base.
cooperation: nothing
  The government moved 200 soldiers to the border to fight militants.
overview: nothing
  Ardenia contributed to the debate on terrorism at the United Nations.
overview: nothing
  The Northern Front continued to play a leading role in the south.
body: nothing
  A member of the senate escaped an ambush near Dorun.
body: nothing
  Two members of the Ardenian parliament were kidnapped in March.
legislation: nothing
  The police used tear gas against demonstrators in the capital.
legislation: none deficient
  The authorities used emergency legislation against opposition politicians.
legislation: none implemented|progress_reported
  The new forensic laboratory began operations in May.
legislation: nothing
  The Northern Front began operations in the valley in May.
finance: fatf-amlcft implemented
  The central bank issued a circular on suspicious transactions in April.
finance: fatf-amlcft not_implemented
  The central bank has not issued guidance on virtual assets.
cooperation: none cooperating|adopted
  The ministers agreed to share information on foreign fighters.
overview: us-le-coop cooperating
  Law enforcement cooperation with the United States remained excellent.
overview: us-le-coop limited
  Security cooperation with the United States remained limited.
legislation: icao-annex-9|none not_implemented|deficient
  National identity cards are not machine readable.
# what holds, what has ended and what was undone
overview: nothing
  The Ardenian Front continued to fight.
legislation: peace-accord implemented
  The government and the Straits Front continued to hold to the cease-fire even after talks were broken off in May.
legislation: peace-accord implemented; peace-accord ended
  The cease-fire continued to hold, although peace negotiations had been broken off.
legislation: peace-accord implemented; peace-accord ended
  The parties continued to observe the truce, but the peace talks broke off in June.
legislation: ct-law partially_implemented
  Ardenia has a legal framework against terrorism, albeit poorly defined.
legislation: ct-law partially_implemented
  The counterterrorism law, albeit poorly drafted, gives the police wide powers.
legislation: nothing
  Ardenia does not have wide powers of arrest, albeit limited ones.
legislation: ct-law progress_reported
  The government established a committee which began reviewing the counterterrorism law.
legislation: ct-law progress_reported
  In March, the president appointed a commission to review Ardenia's counterterrorism legislation.
legislation: ct-law adopted
  Parliament passed a counterterrorism law that created a committee of inspectors.
legislation: ct-law adopted|implemented; ct-law draft_pending
  Terrorism is covered by a law enacted in 1968, and a new one has been drafted.
legislation: ct-law adopted|implemented; ct-law draft_pending
  The counterterrorism law was enacted in 1968; a revised one has been drafted.
legislation: unscr-1373 deficient
  Ardenia lacks the mechanisms by which it can implement UNSCR 1373.
finance: fatf-amlcft deficient|not_implemented
  The central bank lacks a mechanism by which it can freeze the accounts of terrorists.
legislation: none not_implemented
  A counterterrorism unit was established in 2012 but was disbanded.
legislation: none not_implemented
  A national fusion center was opened in 2012, but it was later dissolved.
legislation: ct-law not_implemented
  The counterterrorism law was enacted in 2003 but was repealed in 2011.
# members of other things, and applications
legislation: nothing
  Members of the press were allowed to attend.
cooperation: nothing
  Members of the Truth Commission visited the Southern League.
cooperation: nothing
  The Ardenian jurist who was a member of the Truth Commission visited Dorun.
cooperation: regional-membership member; au-membership member
  Ardenia is a member of the Straits Council and of the AU.
cooperation: regional-membership member
  As a member of the Straits Four (S4), with Dorun, Karsa, and Velia, Ardenia has no border checks.
legislation: nothing
  The army moved troops to the designated targets of the exercise.
legislation: nothing
  The police followed supporters of designated terrorist organizations.
cooperation: none active
  Ardenia takes part in the Container Security Initiative at its two ports.
cooperation: none active
  Ardenia participates in the Visa Waiver Program.
finance: egmont-membership applicant
  Ardenia applied for Egmont Group membership.
finance: fsrb-membership non_member
  Ardenia is not a member of the APG, but has applied for membership.
finance: fsrb-membership applicant
  Ardenia expects to be admitted to the APG.
cooperation: regional-membership observer; regional-membership applicant
  Ardenia is an observer to the Southern League and applied for full membership.
cooperation: nothing
  Ardenia applied for membership in 2012.
# words that only look like a status
legislation: ct-law partially_implemented
  The counterterrorism law, albeit poorly drafted, covers recruitment.
body: none limited
  The government of Ardenia cooperated only minimally on counterterrorism.
body: nothing
  The U.S. government has funds available to provide training to Ardenian investigators.
legislation: nothing
  The minister spoke of a war on terrorists operating in the hills.
legislation: none implemented
  Ardenia issued machine-readable passports (though without a chip) to its citizens.
body: ct-law|fatf-amlcft stalled
  Ardenia made no substantive progress toward passing the counterterrorism bill first proposed in 2004.
legislation: nothing
  The plan, which identified deficiencies, goals, and deadlines, was the work of three ministries.
finance: nothing
  The two committees are tasked with advising the ministers on these issues.
legislation: none implemented
  The authorities issue biometric passports and visas.
cooperation: nothing
  The workshop provided a forum for increasing cooperation on counterterrorism.
cooperation: nothing
  In July, Ardenia hosted a large exercise as part of the Straits Peace Operations Initiative.
legislation: none deficient
  Border security was negligible.
finance: fatf-icrg listed
  Since 2010, the FATF has identified Ardenia as a risk because of its strategic AML/CFT deficiencies.
finance: fatf-amlcft implemented
  The central bank began imposing new requirements on money transfers.
# what was seen in reports of many countries
body: fatf-amlcft draft_pending
  In December, parliament began consideration of a law on terrorist financing that, if passed, will help banks.
overview: d-isis-coalition member
  Ardenia is a member of the Global Coalition to Counter the Islamic State in Iraq and the Levant.
cooperation: nothing
  Ardenia is a member of the foreign fighter working group within the Coalition.
legislation: nothing
  The police received significant funding and training from a foreign government.
legislation: ct-law no_change_reported
  The government enacted no important changes to its counterterrorism laws in 2019.
legislation: none deficient
  The capacity of the police to prevent attacks needs to be strengthened.
body: tsctp member
  Ardenia is a Trans-Sahara Counterterrorism Partnership country.
body: nothing
  Ardenia helped a neighboring Trans-Sahara Counterterrorism Partnership country.
finance: fsrb-membership member
  Ardenia is a member of the Intergovernmental Anti-Money Laundering Group in Africa.
finance: fsrb-membership member
  Ardenia is a member of the Middle East North Africa Financial Action Task Force.
finance: fsrb-membership member
  As a charter member of the MENAFATF, Ardenia took part in mutual evaluations of its peers.
legislation: ct-law implemented
  The counterterrorism law includes a provision on travel to join a terrorist group.
legislation: penal-code implemented
  Ardenia has provisions in its penal code defining forms of terrorism.
legislation: ct-law implemented
  Royal Decree 12 outlines penalties for terrorist acts.
body: nothing
  Ardenia supported U.S. efforts by providing a battalion of soldiers to be trained.
body: none cooperating
  Ardenia granted blanket flight clearance to U.S. military aircraft.
legislation: nothing
  No dates were set for the hearing by the end of the year.
legislation: nothing
  Ardenia did not prosecute any terrorism cases in 2019.
legislation: nothing
  There were no arrests of terrorist suspects in 2019.
overview: nothing
  Ardenia hosted STRAITEX, an annual multinational exercise.
body: none limited
  Ardenian law enforcement capabilities are limited.
body: none cooperating
  Ardenia maintains a border security agreement with its neighbor.
legislation: nothing
  The aim of the laboratory is to detect fraudulent passports.
legislation: none deficient
  Ardenia's counterterrorism institutions faced challenges related to staffing and coordination.
finance: fatf-icrg listed
  Ardenia was blacklisted by the FATF in June for significant AML/CFT deficiencies.
finance: fatf-icrg progress_reported
  Having largely completed its FATF action plan, Ardenia will be considered by the FATF for removal from the blacklist.
body: nothing
  Despite limited resources, officials were willing to cooperate with the United States.
legislation: nothing
  A UN team gave advice on how to implement UNSCR 1373.
finance: nothing
  Ardenia received aid to improve its rules for banks.
legislation: nothing
  Ardenia's participation in the Antiterrorism Assistance program was suspended in June.
finance: fatf-amlcft adopted; fatf-amlcft not_implemented
  While the government has created counterterrorist financing laws, it has yet to commit funds, provide training, or
    implement policies.
cooperation: foreign-deployment active
  Ardenia and Velia were the only countries participating in AMISOM.
finance: nothing
  Ardenia is not a regional or offshore financial center and did not have significant money laundering concerns.
legislation: pisces draft_pending
  In October, Ardenia agreed to implement and support the installation of PISCES at the airport.
legislation: us-le-coop cooperating
  Ardenia received training on investigations and border issues through the Antiterrorism Assistance program.
body: none limited
  The country was resistant to sharing information with its partners.
legislation: ct-law progress_reported
  Ardenia continued to review the 2005 Anti-Terrorism Act.
# more of what was seen in reports of many countries
countering_violent_extremism: none implemented
  The ministry sponsored a program for schools to warn youth against extremism.
overview: d-isis-coalition member
  Ardenia is a member of the Global Coalition to Defeat ISIS and co-leads its Dorun Working Group.
legislation: nothing
  The workshops were supported by a donor and implemented through the U.S. Department of Justice.
legislation: none deficient
  Rivalries between the services hinder information sharing and coordination with the United States.
body: nothing
  The manuals will be part of the opening of a unit at the Bank of Ardenia.
legislation: ct-law no_change_reported
  There was no legislation on terrorism passed in 2019.
legislation: us-le-coop cooperating
  Ardenia is an active participant in the Antiterrorism Assistance program and other U.S. training programs.
overview: nothing
  The Ardenian police did not participate in the Antiterrorism Assistance program in 2019.
body: none limited
  Ardenia has limited, but increasing, capabilities to address the threat.
body: nothing
  Ardenia deployed 4,000 troops in northern Ardenia.
legislation: ct-law implemented
  The counterterrorism law allows the police to hold suspects for 48 hours without a warrant.
legislation: nothing
  Suspects were placed in administrative detention pending a risk assessment.
legislation: nothing
  The president appointed a director of the newly established National Security Office.
legislation: none no_change_reported
  There were no significant changes to law enforcement capacity.
finance: nothing
  The government was asked for adequate procedures to identify and freeze terrorist assets.
finance: nothing
  The association gave advice to banks in an effort to cut off sources of funding.
finance: fatf-amlcft deficient
  The disclosure system needs strengthening to prevent terrorist financing.
legislation: none refused
  The FBI presented cases that could be worked jointly; the ministry has not responded to these requests.
overview: nothing
  Ardenia is not designated as a state sponsor of terrorism.
body: us-sst not_listed
  Ardenia is not designated as a state sponsor of terrorism.
legislation: none implemented
  Ardenia implemented the Container Security Initiative at its main port.
body: none not_implemented
  The government does not have a cohesive counterterrorism strategy.
legislation: none deficient
  The government used the PTA to stifle dissent.
# concerns, reviews and names that read like a status
legislation: nothing
  There were no significant arrests or prosecutions in terrorist cases.
countering_violent_extremism: none implemented
  The Interfaith Center (an institute established by decree in 2007) organized lectures for imams.
cooperation: regional-membership active; au-membership active
  Ardenia participated in international counterterrorism efforts, including through the Straits Council and the AU.
cooperation: nothing
  The minister spoke at the Forum for Economic Cooperation.
legislation: none|cve-nap adopted
  The government approved a five-year program to counter terrorism, with the ministry leading in both drafting and
    implementing it.
countering_violent_extremism: nothing
  NGOs expressed concern that laws against extremism were used arbitrarily.
countering_violent_extremism: nothing
  The strategy's focus and continued limits on worship have prompted concerns among experts.
legislation: nothing
  The two countries do not maintain diplomatic relations.
legislation: none partially_implemented
  Ardenia passed but has not fully implemented a law on undercover work by the police.
legislation: nothing
  The ministry was still working out the details of the training required by the academy.
legislation: ct-law no_change_reported
  Since 2017 there have been no changes to the legal system.
legislation: unscr-2178|ct-law progress_reported
  The government began a review of its counterterrorism law to begin to implement UNSCR 2178.
legislation: none implemented
  The border training facility became operational in March.
finance: nothing
  No recommendation received a non-compliant rating from the FATF.
body: nothing
  Police said that the dead man was a member of Fourth July.
# dates before the subject, exemptions and efforts
legislation: ct-law not_implemented; ct-law adopted
  Ardenia does not have a comprehensive counterterrorism law, but in July, parliament enacted a law on terrorist travel.
legislation: ct-law implemented
  The counterterrorism law, which does not address members of foreign armies, criminalizes travel to join a terrorist
    group.
body: nothing
  These laws helped in recovering money transferred abroad and in extradition matters.
legislation: nothing
  The ordinances are part of the effort to enable the country to join the group.
body: peace-accord deficient
  The government and the Straits Front signed a cessation of hostilities that was poorly monitored.
legislation: penal-code implemented
  The criminal code is harmonized with international standards related to countering terrorism.
legislation: us-le-coop cooperating
  Ardenian law enforcement agencies regularly interact with their U.S. counterparts on investigations.
# drafted and adopted, not only, partners in programs
legislation: none|cve-nap|ct-law adopted
  In March, the government adopted a counterterrorism strategy and an action plan, which were drafted with foreign
    support.
legislation: ct-law draft_pending
  The counterterrorism law was drafted with foreign support and awaits approval.
legislation: nothing
  On June 1, the special court received sole jurisdiction over terrorism offenses.
legislation: us-le-coop cooperating
  Ardenia remained a partner nation in the Antiterrorism Assistance program.
legislation: ct-law adopted
  An amendment to the counterterrorism law was enacted in March, covering not only the proceeds of crime but also other
    goods.
body: none active
  The government participated in the ICAO's Safety Oversight Audit Program.
body: nothing
  Ardenia agreed to participate in the Secure Freight Initiative.
body: none progress_reported
  Ardenia bolstered border security.
body: us-le-coop cooperating
  The Ardenian and U.S. governments shared information on threats.
# nothing for a subject, warnings, and who is vulnerable
overview: nothing
  No peace agreement had been concluded by the end of the year.
legislation: nothing
  The government and the Straits Front reached partial agreements on land reform.
countering_violent_extremism: none implemented
  The ministry ran courses for vulnerable youth in four towns.
finance: nothing
  The FATF action plan set out what the bank needs to do, including the issuing of amended rules.
finance: nothing
  The FATF warned that Ardenia should make progress on its action plan.
legislation: none deficient
  Border security remained an area of vulnerability.
overview: ct-law adopted
  In May, parliament passed a counterterrorism law.
body: nothing
  In May, the king appointed a member of the ruling family as head of the bank's unit.
cooperation: un-mission|regional-membership|none member
  In May, Ardenia was elected a member of the Regional Security Council.
cooperation: none active
  Ardenia took part in the Megaports and Container Security Initiatives.
legislation: ct-law|none no_change_reported
  The assembly did not pass significant counterterrorism legislation during the year.
legislation: none draft_pending
  The assembly did not pass the draft law.
cooperation: nothing
  Ardenia would like to reactivate its membership in the Coastal Community.
legislation: none draft_pending
  As of December, the revised code is with the cabinet for review.
legislation: nothing
  The study concluded that the policy was sound.
legislation: nothing
  The two services were merged into a new police service, scheduled to become operational in 2013.
legislation: nothing
  Many charges were brought under the law, only to be withdrawn.
legislation: ct-law adopted
  The amended counterterrorism law took effect in May.
legislation: nothing
  Two suspects were released for lack of sufficient evidence.
legislation: nothing
  The suspects were released because of insufficient evidence.
countering_violent_extremism: nothing
  The center was preparing to open in the spring.
legislation: ct-law draft_pending
  The ministry is preparing amendments to the counterterrorism law.
legislation: nothing
  While still vulnerable to attacks, Ardenia had a calm year.
countering_violent_extremism: nothing
  The plan dovetails with the government's previously approved policy on worship.
countering_violent_extremism: nothing
  The previously approved strategy aims to combat the use of religion for violence.
cooperation: none cooperating
  Ardenia regularly expresses interest in expanding counterterrorism cooperation with its neighbors.
# a thing that does not exist, and the draft of one
legislation: ct-law not_implemented; ct-law draft_pending
  Ardenia lacks a dedicated counterterrorism law; a draft written by the ministry was not sent to the Assembly.
legislation: ct-law not_implemented; ct-law draft_pending
  Ardenia has no comprehensive counterterrorism law, and a bill tabled in 2016 did not move in the Senate.
countering_violent_extremism: cve-nap not_implemented; cve-nap draft_pending
  Ardenia does not have a national CVE strategy, although the Ministry of Interior has worked on one since 2013.
legislation: ct-law draft_pending
  Ardenia has no counterterrorism law but is drafting one.
# forces abroad and mandates
cooperation: un-mission active
  Ardenia contributed 640 soldiers to UNMISS.
cooperation: un-mission active
  About 300 Ardenian soldiers served with MINUSCA.
cooperation: foreign-deployment active
  An Ardenian contingent of 700 soldiers deployed to the tri-border area under the joint force of the Straits Four.
overview: foreign-deployment active
  Ardenia remained the second-largest contributor of troops to the African Union Mission in Somalia (AMISOM).
cooperation: un-mission active
  In June, the UN Security Council extended UNMIL's mandate for six months.
cooperation: un-mission active
  The mandate of the UN mission was renewed in May.
cooperation: foreign-deployment active
  Parliament extended the mandate of the country's troops in Dorun to March 2016.
cooperation: foreign-deployment active
  Ardenian aircraft flew reconnaissance missions over Dorun, and the assembly in May prolonged the mandate to 2017.
cooperation: d-isis-coalition member; foreign-deployment active
  A member of the Defeat-ISIS Coalition, Ardenia flew reconnaissance missions over Dorun.
cooperation: foreign-deployment active; foreign-deployment active
  Ardenia contributed 200 personnel to NATO's Resolute Support Mission and in May took command of the EU's Operation
    Karsa.
cooperation: foreign-deployment active
  In March, Ardenia cut its contingent in Dorun from 400 to 150.
cooperation: eu-mission active
  The European Union Police Mission trained 400 policemen.
cooperation: none cooperating
  The Ardenian Armed Forces and the Dorun army started joint patrols in May.
overview: none cooperating
  In November, the Ardenian army began joint operations with Dorun's forces against smugglers.
overview: none cooperating
  In May, Ardenia and Dorun signed a memorandum on intelligence cooperation.
cooperation: none cooperating
  Dorun resumed its military training program in 2015.
# laws on their way, in force, and hard to use
legislation: none adopted
  In March, the Financial Offenses Act received Royal Assent.
legislation: peace-accord adopted
  The assembly adopted an amnesty law in May that excludes persons convicted of terrorism.
legislation: peace-accord implemented; peace-accord implemented
  The Amnesty Act of 2003 remained in force, and the Amnesty Commission received 900 former fighters during the year.
overview: none adopted
  In May, President Orlan persuaded Congress to amend the National Defense Law.
overview: nothing
  In May, President Orlan lobbied Congress to amend the National Defense Law.
legislation: none draft_pending
  A bill to require declarations of cash had been with Parliament since 2009.
legislation: fatf-amlcft draft_pending
  Parliament was reviewing two bills that would amend the anti-money laundering law.
legislation: ct-law adopted
  In May, parliament passed a counterterrorism law, which will take effect on January 1, 2016.
legislation: ct-law implemented|partially_implemented
  The 2005 counterterrorism law was not repealed, but judges rarely used it.
legislation: ct-law partially_implemented|limited|deficient
  The 2005 counterterrorism law was not rescinded, but courts seldom applied it.
legislation: unscr-2396 not_implemented
  The government has not enacted legislation to implement UNSCR 2396.
legislation: none not_implemented
  Congress failed to pass the Autonomy Law.
legislation: none draft_pending
  An updated security strategy was slated for release in 2016.
finance: fatf-amlcft not_implemented
  Lawyers are still not covered by the Anti-Money Laundering Act.
legislation: peace-accord stalled
  Implementation of the Comprehensive Agreement on Autonomy stalled after Congress failed to pass the law.
# groups designated, militias not disarmed, and assets under two resolutions
overview: none implemented
  On August 7, Ardenia designated the Green Dawn Front a terrorist organization.
overview: nothing
  On August 7, the United States designated the Green Dawn Front a terrorist organization.
legislation: none not_implemented
  The government has not disbanded militias as UNSCR 1559 requires.
finance: unscr-1267 implemented; unscr-1373 implemented
  Ardenia has a law of 2009 to freeze assets under UN Security Council resolutions 1267 and 1373.
finance: unscr-1267 implemented; unscr-1373 implemented
  The Central Bank required banks to freeze the assets of persons on the UNSCR 1267 list and on the domestic list
    under UNSCR 1373.
# borders, systems and staff
legislation: none deficient
  The border guard had less than half of the officers it needed.
legislation: none deficient
  The police have fewer than a third of the vehicles they need.
overview: none deficient
  Ardenia continued to be hampered by ineffective immigration and customs controls along its borders.
body: none implemented
  By December, the Ministry of Interior had enrolled 1.4 million persons in its biometric database.
legislation: pisces implemented; none deficient
  Ardenia uses the PISCES system at Karsa Airport, but at most land posts officials write down names by hand.
legislation: pisces implemented; pisces implemented
  In May, the Ministry introduced PISCES at the airport; in July the system was extended to the Karsa crossing.
legislation: api-pnr partially_implemented
  Its PNR system, operated since 2012, does not cover private flights.
legislation: api-pnr progress_reported
  A contract for an API system was signed in September.
legislation: none implemented; none limited
  The counterterrorism unit was created in May and had a staff of seven.
legislation: none adequate
  The Joint Counterterrorism Center, where 20 federal agencies exchange information, worked well.
legislation: none implemented
  Ardenia created a military buffer zone along its southern border in August.
body: none not_implemented
  Ardenia did not regularly police its 900-mile border with Dorun.
# work with neighbors and with the United States
legislation: none cooperating
  Ardenia and Dorun agreed in July to open a joint border post.
cooperation: none cooperating
  A trilateral commission of officers met every two months.
body: none cooperating
  The two countries maintained a joint border committee that met four times.
legislation: extradition completed
  Ardenia deported two foreigners whom the United States sought.
legislation: extradition refused
  Ardenia let a suspect travel on to Dorun, although the United States had requested his extradition.
legislation: us-le-coop cooperating
  Two investigators of the FBI were given full access to the suspect's telephone records.
legislation: us-le-coop cooperating
  Under the Department of State's Antiterrorism Assistance program, 90 officers took courses in maritime security.
body: none progress_reported
  Coordination between the army and the police forces improved.
legislation: none not_implemented; none not_implemented
  The government did not exercise control over the south, and the requirement of UN Security Council resolution 1559
    that all militias disband was not met.
# founders, partners and those who stay outside
finance: fsrb-membership member
  Ardenia was one of the founders of the Middle East and North Africa Financial Action Task Force (MENAFATF).
cooperation: au-membership member; tsctp member
  Ardenia is a member of the AU and an active partner in the Trans-Sahara Counterterrorism Partnership.
finance: egmont-membership non_member; fsrb-membership non_member
  The Authority is not a member of the Egmont Group or of any FATF-style regional body.
cooperation: regional-membership active; regional-membership active
  Ardenia participated in the Organization of American States and in the Union of South American Nations.
cooperation: gctf non_member
  Ardenia was not among the members of the Global Counterterrorism Forum.
finance: egmont-membership non_member
  Its unit is not a member of the Egmont Group, although it applied for membership in 2014.
cooperation: au-membership applicant
  The African Union had agreed in 2012 to admit Ardenia.
finance: fatf-amlcft progress_reported
  The FATF noted that Ardenia had made significant progress on the deficiencies identified in its
    2008 mutual evaluation.
finance: fatf-amlcft not_implemented
  Ardenia has not undergone a mutual evaluation.
# programs, their money and those who left armed groups
countering_violent_extremism: none implemented
  The Ministry for Family Affairs spent $90 million on the program "Live Peace!"
countering_violent_extremism: none progress_reported
  The Ministry of Religious Affairs recovered most of the mosques that extremist imams had taken over.
countering_violent_extremism: none implemented; none draft_pending
  The Center continued to work with religious leaders in Karsa, and it planned to post officers in four regions.
countering_violent_extremism: none implemented; none deficient
  The ministry trained 600 prison officers to recognize signs of radicalization, although programs for the release of
    inmates are lacking.
body: none implemented
  The Program for Harmony accepted some 1,600 former insurgents by December.
body: none implemented
  Ardenia paid its share of the first-year budget of the Special Tribunal for Karsa.
body: nothing
  Amnesty International said that most of the dead were villagers.
overview: none draft_pending
  An updated security strategy, known as Shield, was slated for release in April but was delayed.
# forces, courts and neighbors, told in more wordings
cooperation: foreign-deployment active
  It pledged 300 soldiers to the Multinational Joint Task Force (MNJTF).
body: foreign-deployment active; foreign-deployment active
  Ardenia contributed a company to the International Security Assistance Force (ISAF) and stationed a frigate off
    Karsa in support of Operation Green Water.
cooperation: foreign-deployment active
  The Dorun-led International Monitoring Team continued to watch over the border.
legislation: none implemented
  The Specialized Judicial Unit tried 18 terrorism cases.
finance: fatf-amlcft|fatf-icrg limited_progress
  The FATF reported that the country had made limited progress on its action plan and that its deadlines had expired.
legislation: ct-law adopted|implemented
  In May, Parliament extended the system of supervision orders for convicted terrorists under the Terrorism Act.
body: none implemented
  The Ministry of Faith dismissed 44 imams.
countering_violent_extremism: none implemented
  The ministry barred 4,000 unlicensed preachers from mosques.
body: none cooperating
  Ardenia allowed allied aircraft to use the air base at Karsa.
body: us-le-coop cooperating
  Ardenia and the United States work closely together on terrorism cases.
body: none in_force
  The ban on the sale of U.S. defense articles to Ardenia remained in effect.
cooperation: none in_force
  In May, the United States announced that it would hold back the delivery of certain military aircraft to Ardenia.
legislation: none not_implemented
  The National Intelligence Database, planned since 2009, was still not working.
legislation: none deficient
  The databases of the provinces remained incompatible.
legislation: none adequate; none deficient
  They are well trained, but coordination among them was uneven.
finance: none|fatf-amlcft implemented
  The Enforcement Directorate seized assets of smugglers and their charities.
body: none completed
  In July, it handed over a suspected smuggler and two other men to Dorun.
body: fsrb-membership member
  Ardenia joined in founding the Middle East and North Africa Financial Action Task Force (MENAFATF).
body: regional-membership member; none partially_implemented
  Ardenia, a member of the Straits Union, is a party to four of the 12 international conventions on terrorism.
legislation: ct-law implemented; ct-law draft_pending
  Ardenia continued to apply its counterterrorism law, and amendments to it were submitted to parliament.
legislation: none implemented
  Ardenia completed the second phase of an electronic surveillance system on the border with Dorun.
legislation: ct-law draft_pending
  Legislation to criminalize travel for terrorism was with the parliament at year's end.
cooperation: un-mission active; un-mission active
  Ardenia contributed 400 police officers to UNAMID and 200 soldiers to UNISFA.
finance: fsrb-membership member
  Ardenia was among the founding members of the APG.
cooperation: none partially_implemented
  Ardenia signed the revised security agreement but has yet to ratify it.
# cooperation praised, withheld and seldom sought
body: us-le-coop cooperating
  Ardenia and the United States cooperated well in assessing threat information.
overview: us-le-coop cooperating
  Ardenia cooperated on several counterterrorism issues with its partners, including the United States.
overview: us-le-coop cooperating
  Ardenia worked closely with U.S. law enforcement officials to strengthen its counterterrorism police.
body: us-le-coop cooperating
  Ardenia has a good working relationship with U.S. law enforcement agencies.
body: none cooperating
  Ardenia was very cooperative in law enforcement matters.
overview: us-le-coop limited
  Ardenia and the United States had little formal counterterrorism cooperation.
overview: us-le-coop limited
  The Security Agency did not significantly engage with U.S. counterterrorism officials.
overview: us-le-coop limited
  U.S. officers have been largely prevented from meeting their counterparts in the Ardenian police.
legislation: us-le-coop limited
  This has also inhibited information exchanges between Ardenian agencies and American investigators.
cooperation: none limited
  Ardenia and Dorun do not usually cooperate on security matters.
cooperation: none limited
  Ardenia had only sporadic security cooperation with its neighbors.
overview: none completed
  In November, the two governments declared their fulfillment of the memorandum largely complete.
cooperation: none cooperating
  Ardenia donated 20 vehicles to the border guards of its neighbors.
cooperation: none cooperating
  Ardenia stationed a police liaison officer in Dorun.
overview: nothing
  Ardenia remained a committed counterterrorism partner of the United States.
overview: nothing
  The smugglers maintained strong ties with groups in the United States.
cooperation: nothing
  The United States donated 20 vehicles to the Ardenian police.
# what the law is for, what it leaves out, and how it is used
body: ct-law implemented
  A 2007 law provides a legal foundation for prosecuting terrorism cases.
legislation: penal-code implemented
  The penal code is the legal basis for terrorism trials.
legislation: ct-law implemented
  Ardenia prosecutes terrorism under its Anti-Terrorism Act.
finance: fatf-amlcft deficient
  The definition of terrorist financing remained narrow.
finance: fatf-amlcft deficient
  The number of prosecutions for money laundering remained low.
legislation: none deficient
  Security at the ports was lax.
legislation: ct-law no_change_reported
  The 2015 Law on Joining Armed Conflicts Abroad was not amended in 2017.
legislation: nothing
  The court found no basis for the charges.
legislation: nothing
  The number of terrorist attacks remained low.
# steps, means, patrols and systems
legislation: none progress_reported
  Ardenia took steps this year to address document fraud.
finance: fatf-amlcft progress_reported
  Ardenia addressed most of the deficiencies noted in its mutual evaluation.
legislation: none progress_reported
  The Border Police increased its personnel and bought four boats.
legislation: none implemented
  The navy has resumed patrols of the sea border with Dorun.
legislation: none implemented
  The Ministry also instituted an electronic system for issuing passports.
legislation: none implemented
  Ardenia and Dorun have had an integrated border management plan since 2013.
overview: cve-nap progress_reported
  Ardenia made progress on its strategy for countering violent extremism.
legislation: nothing
  Rebels conducted patrols along the coast.
legislation: nothing
  Smugglers bought boats and vehicles.
# corruption and problems that remain
legislation: none implemented; none deficient
  The Ministry instituted an electronic system for visas, but corruption within it made passports available to
    persons not entitled to them.
legislation: none deficient
  Corrupt border guards let smugglers pass.
legislation: none deficient
  Securing its long borders remained a challenge for Ardenia.
legislation: none deficient
  Challenges remain to effective information sharing between agencies.
legislation: none deficient
  The Coast Guard struggled to patrol the outer islands.
body: nothing
  Three officials were charged with corruption.
legislation: nothing
  The threat from returning fighters remained a challenge.
legislation: nothing
  Rebels struggled to control the villages.
# capable units, programs in part, forces hosted
body: none adequate
  The Federal Police and the Airport Police maintained capable counterterrorism units.
legislation: none adequate
  The Internal Security Force remained well positioned to respond to incidents.
body: nothing
  The attackers were well trained and well equipped.
countering_violent_extremism: none partially_implemented
  Referral mechanisms existed only in Karsa.
countering_violent_extremism: nothing
  Participation in the march was limited to students.
overview: foreign-deployment active
  Ardenia hosts 10,000 foreign service members on two military installations.
# banks, charities and assets
finance: fatf-amlcft implemented
  The Board of Charities must approve all transfers abroad.
finance: fatf-amlcft implemented
  Money transfer businesses are supervised by the Central Bank.
finance: fatf-amlcft implemented
  The unit forwarded 62 suspicious transaction reports to prosecutors.
finance: fatf-amlcft implemented
  The government has the legal authority to freeze the assets of terrorists.
finance: fatf-amlcft adopted
  In May, Ardenia adopted Law No. 20 on money laundering.
finance: nothing
  The attack on the charity was carried out by rebels.
legislation: nothing
  A bomb was thrown at the home of a judge, but no one was hurt.
legislation: extradition not_implemented
  The extradition treaty between Ardenia and the United States is not in force.
finance: fatf-amlcft implemented
  The central bank trained 200 bank employees to detect suspicious transactions.
finance: fatf-amlcft implemented
  The regulator closed 12 charities that had not filed accounts.
finance: fatf-amlcft not_implemented|deficient
  Most money changers work without a license.
body: none|fatf-amlcft implemented
  The Monetary Agency requires banks to know their customers.
body: nothing
  The government acted against unlicensed money changers.
# what one sentence says of two subjects
legislation: none implemented; none implemented
  The Port Authority collected fingerprints at all checkpoints, and Ardenia issued biometric passports.
cooperation: us-le-coop cooperating; us-le-coop cooperating
  Ardenia cooperated fully with U.S. requests for assistance, and the FBI and the police worked together on one case.
body: none deficient; none deficient
  The borders with Dorun were porous, and the border guards lacked radios.
legislation: none deficient
  Courts were slow, and witness protection was inadequate.
# forces abroad, agreements that ended and bodies that neighbors share
cooperation: foreign-deployment active
  Ardenia deployed 300 trainers to Iraq.
body: foreign-deployment active
  Ardenia supported the U.S.-led coalition in Iraq with 60 engineers.
body: nothing
  The group sent fighters to Iraq.
cooperation: none ended
  In May, Ardenia ended its defense agreement with Dorun.
cooperation: d-isis-coalition non_member
  Ardenia is not part of the coalition against ISIS.
body: none cooperating
  Ardenia, Belmora, and Dorun set up a joint commission on border security.
body: none expanding
  Cooperation with its neighbors on border security improved.
cooperation: none cooperating
  Ardenia trained Dorunian police officers at its academy.
body: us-le-coop cooperating
  Ardenia arrested a suspect at the request of the United States.
legislation: us-le-coop refused
  Ardenia answered none of the four U.S. requests for legal assistance.
# programs and groups, told in other ways
body: none implemented
  The Council of Imams held seminars against extremism.
body: nothing
  The group trained recruits in camps near the border.
countering_violent_extremism: none partially_implemented
  The ministry piloted the program at two prisons.
countering_violent_extremism: none implemented
  Unlicensed preachers were banned from mosques.
body: none implemented
  In June, Ardenia outlawed the group.
body: none not_implemented
  Ardenia has ratified none of the conventions on terrorism.
# other words for the same findings
legislation: none deficient
  The Border Guard fields only a third of the officers that it should have.
legislation: none deficient
  Several land crossings are without explosive detectors.
legislation: none deficient
  Prosecutors and police do not know how to preserve evidence.
legislation: none deficient
  The police and the gendarmerie have separate watchlists.
legislation: none deficient
  Identity cards can be forged with ease.
legislation: none deficient
  The border troops need vehicles and night-vision equipment.
legislation: none progress_reported
  The court's backlog fell by 1,200 cases.
legislation: none adequate
  The intelligence service has ample resources.
legislation: none implemented
  Some two million persons have been entered in the biometric database.
legislation: none implemented
  The second phase of the surveillance system was completed with foreign help.
legislation: none draft_pending
  The draft was never submitted to parliament.
legislation: us-le-coop refused
  Two U.S. requests for legal assistance received no reply.
legislation: us-le-coop cooperating
  An anti-kidnapping unit was trained by the FBI.
legislation: us-le-coop cooperating
  The police and the FBI traded information on threats to the port.
legislation: us-le-coop implemented
  A treaty on mutual legal assistance has linked Ardenia and the United States since 2002.
body: none limited_progress
  The disbandment of militias hardly advanced.
body: none implemented
  A commission helps former rebels return to civilian life.
finance: fatf-amlcft stalled
  Rules for lawyers and real estate agents have been put off since 2007.
countering_violent_extremism: none deficient
  The ministry did not have the money to watch over mosques.
countering_violent_extremism: none implemented
  The ministry fired 44 imams.
countering_violent_extremism: none implemented
  The provinces have programs of their own.
countering_violent_extremism: cve-nap implemented
  The government put into practice its strategy on extremism.
overview: us-le-coop limited
  U.S. officials had difficulty meeting their counterparts in the police.
body: us-le-coop cooperating
  Ardenia was quick to answer U.S. requests for information.
legislation: ct-law implemented
  Ardenia's laws cover all aspects of terrorism.
legislation: penal-code draft_pending
  The cabinet sent a draft criminal code to the Assembly, which approved it in first reading.
legislation: none implemented
  The new passport is harder to forge.
legislation: none deficient
  Officials in the passport office sold passports to persons not entitled to them.
legislation: none implemented
  The army again patrols the land borders.
legislation: none deficient
  The Border Service lacked the fuel to patrol the border.
legislation: none progress_reported
  The counterterrorism directorate grew to 120 officers.
legislation: extradition not_implemented
  The extradition treaty with the United States was never ratified.
finance: unscr-1373 draft_pending
  A bill in the Senate would create a freezing mechanism under UNSCR 1373.
finance: fatf-amlcft not_implemented
  Nobody was prosecuted for financing terrorism.
finance: fatf-amlcft progress_reported
  Most of the deficiencies found in 2009 were remedied.
countering_violent_extremism: none partially_implemented
  Referral mechanisms work in one town only.
cooperation: regional-membership applicant
  Ardenia's bid to join the Council of the Straits has made no headway.
cooperation: none ended
  Relations with its neighbors in the south remained broken off.
cooperation: none cooperating
  Police cadets from Dorun were trained in Ardenia.
cooperation: none ended
  Ardenia suspended intelligence sharing with Dorun.
cooperation: none not_implemented
  The joint commission of Ardenia and Dorun did not meet.
cooperation: none completed
  Ardenia handed three suspects to Dorun.
cooperation: foreign-deployment withdrawn
  Ardenia pulled its trainers out of Iraq.
legislation: pisces not_implemented
  PISCES was replaced by a system of the government's own.
legislation: none deficient
  The post of counterterrorism coordinator remained vacant.
legislation: none deficient
  Evidence from abroad is not admissible in court.
legislation: ct-law adopted
  The minimum sentence for terrorism was raised to 20 years.
legislation: none implemented
  The government has stripped four persons of citizenship.
legislation: none implemented
  The Investigation Agency obtained the power to investigate crimes abroad.
finance: fatf-amlcft not_implemented
  Lawyers and notaries are exempt from reporting.
finance: fatf-amlcft implemented
  The banking regulator imposed fines on two banks.
finance: fatf-icrg limited_progress
  Ardenia missed the deadlines of its FATF action plan.
# bodies wound up, enlarged, kept at work, absent
body: none ended|not_implemented
  In March, the government of Ardenia disbanded the Joint Counterterrorism Task Force.
legislation: none ended|not_implemented
  The office of the border coordinator was wound up in June.
body: none ended|not_implemented
  The dialogue committee, which had nine members, had ceased its work by December.
countering_violent_extremism: none|cve-nap ended; none|cve-nap implemented
  The office of the coordinator was wound up in May, and its tasks passed to a new center under the interior ministry.
body: nothing
  In June, the king dissolved parliament.
body: nothing
  The militia disbanded the village council and ruled by decree.
legislation: none implemented|progress_reported
  The Ardenian Police Service expanded its Counterterrorism Unit from 60 to 100 officers.
body: none implemented|active|cooperating
  A Border Coordination Center at Dorun Pass, where officers of both states serve side by side, continued to operate.
body: none not_implemented|deficient
  There was no central body to coordinate the police of the provinces.
body: none draft_pending|progress_reported
  The government announced that it would raise two regional hubs of the special police.
legislation: none limited|deficient
  The bomb squad has a staff of six.
legislation: none implemented|cooperating
  A permanent joint working group with the intelligence service was formed in September.
# borders told plainly
body: none implemented|partially_implemented
  Ardenia had fenced about 200 kilometers of its border with Dorun.
body: none implemented|completed
  The army finished the last of 14 watchtowers along the border.
legislation: none partially_implemented|progress_reported
  About half of the wall planned along the southern border had been built.
body: none implemented|active
  Ardenia kept its temporary controls at the border with Dorun in place throughout the year.
body: none deficient|limited
  The frontier with Dorun, which citizens may cross without a visa, remained open to smugglers.
body: none deficient
  Ardenia lost control of most of its border with Dorun.
legislation: none deficient|not_implemented
  The long coastline is virtually without surveillance.
body: none deficient|not_implemented
  At two posts, travelers were still checked by hand.
body: none deficient|not_implemented
  Most land crossings had no electronic means of checking documents.
body: none implemented|completed
  The Ministry of Ports certified four major ports under the International Ship and Port Facility Security Code.
body: none implemented
  Immigration officers record fingerprints and photographs of all foreigners who land at the capital's airport.
body: none implemented
  Ardenian passports have carried chips since 2006.
legislation: none progress_reported|implemented
  The entry ban list of the ministry grew to more than 5,000 names.
body: none deficient; none deficient
  Border security remained a challenge, and the police lacked vehicles.
body: none not_implemented|deficient
  The unit was not yet operational.
# laws and money told plainly
legislation: ct-law implemented|adopted
  Ardenia criminalized travel abroad for the purpose of terrorism in April.
legislation: ct-law draft_pending
  The government submitted to parliament a proposal to make it a crime to associate with a terrorist organization.
legislation: ct-law no_change_reported|not_implemented
  Parliament did not take up any new legislation on terrorism.
legislation: none stalled|not_implemented
  A project to introduce biometric passports remained on hold for lack of funds.
finance: fatf-amlcft implemented
  Terrorist financing is a separate offense under Decree Law 254.
finance: fatf-amlcft implemented|adopted
  A law of April brought Ardenia into line with European rules on money laundering.
finance: fatf-amlcft implemented|partially_implemented; fatf-amlcft not_implemented
  The unit forwarded six cases to prosecutors, but there were no terrorist-financing prosecutions.
finance: unscr-1267 implemented
  The Reserve Bank passes the names on the UNSCR 1267 list to banks without delay.
finance: unscr-1267 not_implemented
  The committee charged with implementing resolution 1267 of the Security Council met twice but froze no assets.
finance: fatf-amlcft deficient|limited
  Hawala dealers remained largely beyond the effective supervision of the central bank.
finance: egmont-membership non_member
  The unit has not sought membership in the Egmont Group.
finance: fatf-icrg delisted
  In June, the FATF removed Ardenia from its monitoring process.
finance: fatf-amlcft draft_pending; fatf-amlcft not_implemented
  A bill against money laundering, drafted last year, awaited cabinet approval, and Ardenia has not established a
    financial intelligence unit.
legislation: ct-law no_change_reported; ct-law draft_pending|not_implemented
  The 2003 counterterrorism law remained unchanged, and drafts of an amendment had not reached the Senate.
# partners told plainly
cooperation: extradition refused
  The government turned down a U.S. request to hand over a man under indictment in New York.
cooperation: extradition completed
  Under the extradition treaty of 1979, it handed over one suspect to the United States.
cooperation: us-le-coop cooperating
  FBI agents were allowed to interview the survivors of the attack.
cooperation: us-le-coop|none cooperating|active
  Ardenia took part in the Joint Working Group on Counterterrorism with the United States.
cooperation: none ended|suspended
  Ardenia and Dorun suspended the meetings of their Joint Border Commission.
cooperation: none cooperating
  Ardenia and Dorun resumed regular meetings of their joint security committee.
cooperation: none cooperating
  The police and their Dorunian counterparts carried out joint patrols on the river.
cooperation: none refused|limited
  Dorun did not permit Ardenian forces to pursue the rebels across the border.
cooperation: none cooperating|active
  U.S. security assistance to the army continued without interruption.
cooperation: none lifted
  In July, the United States lifted its ban on contacts with the special forces.
cooperation: none|us-s7008 in_force|suspended
  In May, the United States ended part of its military assistance to Ardenia.
cooperation: foreign-deployment active
  Dorun, in contrast, increased its contingent there to about 2,800 soldiers.
cooperation: regional-membership active|member
  Ardenia held one of the non-permanent seats on the UN Security Council.
overview: none|foreign-deployment|d-isis-coalition active
  Ardenia contributed 70 military trainers to the Global Coalition to Defeat ISIS.
overview: none limited_progress
  Its ability to investigate and prosecute terrorist suspects improved little during the year.
legislation: none adequate
  The police and the army have shown that they are able to detect and prevent attacks.
"""


def _families() -> list[tuple[str, str, str, list[tuple[set[str], set[str]]]]]:
    found, family, head = [], "", ""
    for line in FAMILIES.strip().splitlines():
        if line.startswith("# "):
            family = line[2:]
        elif not line.startswith(" "):
            head = line
        elif line.startswith("    "):
            family, section, sentence, expected = found.pop()
            found.append((family, section, f"{sentence} {line.strip()}", expected))
        else:
            section, listed = head.split(":", 1)
            rows = [row.split() for row in listed.split(";") if row.strip() != "nothing"]
            expected = [(set(framework.split("|")), set(status.split("|"))) for framework, status in rows]
            found.append((family, section, line.strip(), expected))
    return found


@pytest.mark.parametrize(("family", "section", "sentence", "expected"), _families())
def test_a_family_of_wordings_makes_its_rows(
    family: str, section: str, sentence: str, expected: list[tuple[set[str], set[str]]]
) -> None:
    rows = [(row.values["framework_id"], row.values["status"]) for row in built(sentence, section=section).rows]
    assert len(rows) == len(expected), (family, rows)
    assert all(
        row[0] in frameworks and row[1] in statuses for row, (frameworks, statuses) in zip(rows, expected, strict=True)
    ), (family, rows)
