"""Small sets of English words that the recogniser leans on: titles, roles, heads of names, openers."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


TITLES = _set(
    "president vice-president premier chancellor minister secretary senator sen sen. representative rep rep."
    " congressman congresswoman governor gov gov. mayor general gen gen. lieutenant lt lt. colonel col col. major"
    " maj maj. captain capt capt. sergeant sgt sgt. corporal cpl. admiral adm adm. commander cmdr. marshal"
    " brigadier brig brig. king queen prince princess emperor empress sultan emir pope sheikh shaikh ayatollah"
    " imam mullah rabbi archbishop cardinal bishop rev rev. reverend father sister mr mr. mrs mrs. ms ms. miss dr"
    " dr. sir lord lady dame baroness baron count prof prof. professor judge justice ambassador amb. envoy"
    " chairman chairwoman chairperson chair chief director undersecretary attorney secretary-general commissioner"
    " spokesman spokeswoman spokesperson leader speaker officer constable inspector detective private saint"
    " president-elect coach"
)
"""What stands before a person's name and is no part of it."""

BEFORE_TITLES = _set(
    "prime vice deputy acting former foreign defence defense interior finance justice first late then ex-president"
    " supreme secretary lieutenant major brigadier staff chief attorney the elect senior junior state"
)
"""What stands before a title and belongs to it: "Deputy Prime Minister"."""

ROLES = _set(
    "head chief leader boss director minister president chairman chairwoman chair spokesman spokeswoman"
    " spokesperson analyst expert adviser advisor activist journalist lawyer professor historian author writer"
    " founder executive ceo commander general secretary ambassador envoy mayor governor senator lawmaker diplomat"
    " economist researcher fellow officer chancellor premier prosecutor judge candidate deputy editor reporter"
    " correspondent artist actor actress singer director coach captain counterpart successor predecessor wife"
    " husband son daughter brother sister father mother king queen"
)
"""After these and a comma, a name follows: "its new head, Jane Doe,"."""

ORG_HEADS = _set(
    "Ministry Department Agency Service Services Committee Commission Council Party Union University Institute"
    " Institution Bank Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC PLC Company Co. Group Association"
    " Organization Organisation Foundation Force Forces Army Navy Brigade Battalion Regiment Division Command"
    " Court Parliament Assembly Authority Bureau Office Centre Center Coalition Alliance Front Movement League"
    " Federation Times Post News Press Network Fund Society Academy Administration Directorate Corps Guard"
    " Guards Police Staff Senate Congress Chamber Board Trust Partners Holdings Industries Airlines Airways"
    " Motors Systems Technologies Energy Laboratory Laboratories Observatory College School Church Club"
    " Secretariat Inspectorate Tribunal Militia Intelligence Journal Gazette Tribune Herald Broadcasting"
    " Television Radio Syndicate Consortium Initiative Project Programme Program Campaign Conference"
)
"""The word that makes a run of capitals an organisation."""

OPENERS = _set(
    "The A An In On At But And Or Nor If When While As After Before For From By With To Of Off Up Out Into He She"
    " It They We I You His Her Its Their Our My Your This That These Those There Here What Who Which How Why Where"
    " Whose Is Are Was Were Be Been Has Have Had Do Does Did Can Could Will Would Shall Should May Might Must Not"
    " No Yes So Then Now Also Only Both Each Every Some Any Many Most More Such Other Another Others Looking"
    " Against During Since Until Till Under Over Between Among Amid Despite However Although Though Because"
    " According Even Still Yet Just All One Two Three Four Five Six Seven Eight Nine Ten Several Few Much Last"
    " Next Earlier Later Meanwhile Moreover Furthermore Nevertheless Nonetheless Instead Perhaps Maybe Once"
    " Again Further Like Unlike Than Through Throughout Within Without Around About Above Below Across Along"
    " Behind Beside Besides Beyond Near Per Via Toward Towards Upon Whether Either Neither Well Thus Hence"
    " Therefore Otherwise First Second Third Finally Today Tomorrow Yesterday Tonight Today's New Old Former Let"
    " Please Thanks Thank OK Hi Hello Dear Sincerely Regards Best"
)
"""Words that begin sentences or headlines and are no names by themselves."""

CALENDAR = _set(
    "january february march april may june july august september october november december jan. feb. mar. apr."
    " jun. jul. aug. sept. sep. oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday"
)

COMMON = _set(
    "may will mark bill grant hope faith rose march april june august general major state house force party council"
    " government ministry president minister king queen guard post times news church court army police union"
    " secretary chief director board bank committee commission department office school university company street"
    " north south east west northern southern eastern western city town county province district region river sea"
    " lake mount mountain island the and for of in on at by with from to as art iron young long white black brown"
    " green gray page case drew pat frank sue ray jack bob rich christian parliament senate assembly"
)
"""Words that name something only beside other words; never carried over through a document."""

PARTICLES = _set(
    "al el ad as an ash at az bin ibn ben bint de da do dos das del della di du la le les van von der den ter ten zu"
)
"""Small words inside names of persons."""

DETERMINERS = _set("the The THE a A an An")
