"""English words whose inflected forms no suffix tells: `went` is a form of `go`, `mice` of `mouse`.

A stemmer cuts suffixes and knows none of these. Left out are forms that are as often a word of
their own: `left`, `saw`, `ground`, `wound`, `lay`, `rose`, `gone`, `stuck`, `led`, `meant`, `lit`,
`given`, `leaves`, `bases`, `data`, `people`.
"""

from __future__ import annotations

_VERBS = """
arise arose arisen
awake awoke awoken
beat beaten
become became
begin began begun
bend bent
bind bound
bite bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
cling clung
come came
creep crept
deal dealt
dig dug
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fling flung
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
go goes went
grow grew grown
hang hung
hear heard
hide hid hidden
hold held
keep kept
kneel knelt
know knew known
leap leapt
learn learnt
lend lent
lose lost
make made
meet met
mistake mistook mistaken
overcome overcame
override overrode overridden
overwrite overwrote overwritten
pay paid
rebuild rebuilt
redo redid redone
resend resent
rewrite rewrote rewritten
ride rode ridden
ring rang rung
rise risen
run ran
rerun reran
say said
see seen
seek sought
sell sold
send sent
sew sewn
shake shook shaken
shine shone
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
slide slid
sow sown
speak spoke spoken
spend spent
spill spilt
spin spun
spoil spoilt
stand stood
steal stole stolen
sting stung
strike struck stricken
string strung
strive strove striven
swear swore sworn
sweep swept
swell swollen
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
undo undid undone
unbind unbound
wake woke woken
wear wore worn
weave wove woven
weep wept
win won
withdraw withdrew withdrawn
withhold withheld
write wrote written
"""

_NOUNS = """
alias aliases
analysis analyses
appendix appendices
bureau bureaus
bus buses
canvas canvases
child children
cpu cpus
crisis crises
criterion criteria
diagnosis diagnoses
foot feet
gas gases
goose geese
gpu gpus
hypothesis hypotheses
index indices
iris irises
knife knives
lens lenses
loaf loaves
man men
matrix matrices
menu menus
mouse mice
ox oxen
parenthesis parentheses
phenomenon phenomena
plateau plateaus
policeman policemen
scarf scarves
shelf shelves
synthesis syntheses
thermos thermoses
thesis theses
thief thieves
tooth teeth
trellis trellises
vertex vertices
wife wives
wolf wolves
woman women
"""

BASE_FORMS = {
    form: line.split()[0] for line in (_VERBS + _NOUNS).splitlines() for form in line.split()[1:]
}
"""Inflected form → the word that it is a form of; both in lower case."""
