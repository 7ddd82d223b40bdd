"""The values of the colour roles, as plain text: the theme makes colours of them, the shell paints with three."""

LIGHT = {
    "paper": "#fbfaf6",
    "panel": "#f4f2ec",
    "card": "#ffffff",
    "field": "#ffffff",
    "desk": "#e7e4dc",
    "ink": "#24262b",
    "ink_2": "#55524c",
    "muted": "#6b6760",
    "muted_on": "#565450",
    "faint": "#a39e94",
    "edge": "#8c867b",
    "line": "#e4e0d6",
    "line_2": "#cfcabd",
    "accent": "#8a4b2a",
    "on_accent": "#ffffff",
    "bad": "#a32a2a",
    "bad_ground": "#fbeeea",
    "selected_focus": "#efe0d4",
    "selection": "#c9dcf5",
    "find": "#f6dcae",
    "find_now": "#f2b54b",
    "find_now_ink": "#24262b",
    "added": "#dff0d9",
    "removed": "#f9dfdc",
    "sheet": "#ffffff",
}

DARK = {
    "paper": "#1c1d20",
    "panel": "#222327",
    "card": "#2a2c31",
    "field": "#1a1b1e",
    "desk": "#151618",
    "ink": "#d9d6cf",
    "ink_2": "#c6c2ba",
    "muted": "#9f9b93",
    "muted_on": "#b0ada5",
    "faint": "#6d6a65",
    "edge": "#84817a",
    "line": "#33353a",
    "line_2": "#484a50",
    "accent": "#d9996f",
    "on_accent": "#1c1d20",
    "bad": "#ef938c",
    "bad_ground": "#3a2726",
    "selected_focus": "#3a302b",
    "selection": "#36506f",
    "find": "#5c4520",
    "find_now": "#96691a",
    "find_now_ink": "#ffffff",
    "added": "#2b4331",
    "removed": "#4d2d2c",
    "sheet": "#e9e7e2",
}

# In the order of the highlights' colours: amber, green, blue, rose.
LIGHT_FILLS = ("#fbeb9b", "#cdebc4", "#cde3fa", "#fad3df")
LIGHT_EDGES = ("#d9b92e", "#6fb35c", "#5e9bd6", "#d8789a")
DARK_FILLS = ("#5a4e1c", "#2c4a2f", "#26425f", "#5a2f40")
DARK_EDGES = ("#cfae3a", "#6fb35c", "#5e9bd6", "#d8789a")

# In the order of the kinds of entity: person, organisation, place, group, event, law, work, date, quantity.
LIGHT_MARKS = (
    "#2f6bb3", "#b0701a", "#2e7d5b", "#3f7f8c", "#8e3f8a", "#5b55a8", "#a14d6b", "#77736b", "#77736b",
)  # fmt: skip
LIGHT_WORDS = (
    "#2a62a6", "#8a560f", "#25694c", "#34707c", "#84397f", "#544e9d", "#93465f", "#67635c", "#67635c",
)  # fmt: skip
DARK_MARKS = (
    "#7fb2ee", "#e0ab62", "#74c69d", "#7fc4cf", "#cf8fd0", "#aba5ee", "#e29bb4", "#9c988f", "#9c988f",
)  # fmt: skip
DARK_WORDS = (
    "#7fb2ee", "#e0ab62", "#74c69d", "#7fc4cf", "#cf8fd0", "#aba5ee", "#e29bb4", "#a5a198", "#a5a198",
)  # fmt: skip
