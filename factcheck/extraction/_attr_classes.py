"""Classes of cues by meaning, so that the model can judge a rare verb by its commoner kin."""

from __future__ import annotations

_CLASSES = {
    "say": """say tell state add remark comment note observe mention declare announce proclaim report relate recount
        speak talk write tweet retweet post email text reply respond answer reiterate repeat restate read utter voice
        blog message opine chime interject quip joke jest crack deadpan muse intone narrate convey relay disclose
        divulge reveal inform notify brief testify recall reminisce confide confess whisper mutter mumble murmur""",
    "shout": """shout yell scream cry exclaim chant roar bark snap growl snarl thunder bellow fume rant rave rail
        gush beam boom blurt holler hiss sing cheer boo heckle jeer""",
    "argue": """argue assert claim contend maintain insist allege posit reason theorize theorise hypothesize speculate
        surmise propose submit suggest imply hint insinuate counter rebut retort dispute refute contradict disagree
        debate challenge question object protest stress emphasize emphasise underscore underline highlight affirm
        reaffirm attest vouch profess avow swear aver""",
    "concede": """concede admit acknowledge confess grant allow accept recognize recognise own confirm verify agree
        concur corroborate""",
    "deny": "deny reject dismiss disavow disown repudiate discount downplay brush rebuff refuse decline spurn shun",
    "praise": """praise laud hail applaud compliment commend salute cheer celebrate tout trumpet extol welcome toast
        congratulate thank credit flatter glorify lionize endorse recommend honor honour""",
    "blame": """criticize criticise attack blast slam condemn denounce decry deplore lambast lambaste assail accuse
        blame fault chide scold rebuke berate castigate chastise excoriate hammer rip skewer savage bash
        knock ding jab needle lampoon mock ridicule deride belittle disparage denigrate insult taunt tease smear
        vilify malign demonize scorn sneer scoff disdain pan trash thrash roast upbraid admonish reprimand censure
        chastize lash tear torch flay pummel pillory""",
    "ask": """ask inquire enquire query wonder request urge implore beg plead appeal call demand press push lobby
        petition exhort encourage advise counsel instruct order command direct tell bid invite summon solicit
        challenge prod nudge beseech""",
    "promise": """promise vow pledge swear commit guarantee assure reassure offer undertake threaten warn caution
        alert predict forecast project foresee expect anticipate prophesy estimate envision envisage""",
    "describe": """describe call label dub brand term characterize characterise portray depict paint cast frame define
        refer name nickname liken compare equate classify style deem pronounce explain clarify elaborate outline
        detail summarize summarise illustrate document chronicle sketch spell""",
    "show": """show find indicate demonstrate prove confirm establish conclude determine discover reveal document
        suggest point reflect register record list state estimate measure calculate project""",
    "publish": "publish release issue file submit sign circulate leak air broadcast print post unveil introduce",
    "think": """think believe feel consider regard view see deem judge reckon suppose assume presume suspect guess
        imagine figure know understand realize realise recognize learn remember forget doubt conclude interpret
        perceive sense gather find hold trust conceive ponder contemplate weigh mull reflect rethink question""",
    "want": """want wish hope desire like love prefer crave yearn long seek aim aspire intend plan mean need
        expect try attempt strive look dream demand""",
    "fear": """fear worry dread regret lament mourn bemoan resent envy hate loathe detest despise dislike abhor
        complain grumble gripe grouse bristle balk bridle cringe panic agonize fret anger enjoy relish savor
        appreciate admire respect adore cherish value marvel""",
    "back": """support back endorse favor favour oppose champion advocate defend embrace espouse promote rally campaign
        vote resist fight join lead approve disapprove second sponsor uphold justify protect""",
    "decide": """decide agree resolve choose opt elect determine refuse decline threaten prepare consider vow
        settle commit""",
    "cite": "cite quote mention reference invoke note refer point echo paraphrase allude evoke recite",
    "discuss": "discuss debate talk address raise broach tackle dissect analyze analyse examine review study explore",
    "seem": "seem appear look sound tend happen prove turn",
    "hear": "hear listen watch witness notice observe see read learn",
    "act": "sue charge indict convict sentence fire nominate appoint name elect ban bar allow approve order rule",
}
CLASSES: dict[str, tuple[str, ...]] = {}
for _name, _lemmas in _CLASSES.items():
    for _lemma in _lemmas.split():
        CLASSES[_lemma] = (*CLASSES.get(_lemma, ()), _name)
"""The classes of a lemma, most lemmas have one."""
