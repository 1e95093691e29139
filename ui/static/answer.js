// One question with its answer: text with marks, what is missing, disagreements, candidates, sources, what to do next.

const KINDS = {
  reason: "Why", agency: "Which agency", date: "When", list: "Which list", effect: "Effect", count: "How many", members: "Who",
  statement: "What was said", response: "Response", identity: "Who or what", status: "Status", definition: "Meaning",
  authority: "Legal basis", licence: "License", changes: "Changes", passage: "From the sources",
};

function drawTurn(turn, n) {
  const { answer } = turn;
  const section = h("article", { class: "turn", "aria-label": `Question ${n + 1}` });
  append(section, [
    h("h2", { class: "question", dir: "auto" }, turn.question),
    answer && answer.understood && answer.understood !== turn.question && h("p", { class: "understood" }, `Understood as: ${answer.understood}`),
    !answer && !turn.problem && h("p", { class: "working", role: "status" }, h("span", { class: "dots" }), "Looking in the sources"),
    turn.problem && notice(turn.problem, "problem"),
    answer && drawAnswer(turn),
  ]);
  return section;
}

// What is said, with its marks, and what it stands on.
function drawSaid(answer) {
  const marks = answer.citations.map((c) => ({ doc: c.document.id, start: c.start, end: c.end, n: c.n }));
  const place = (c) => ({ doc: c.document.id, start: c.start, end: c.end, n: c.n, marks });
  const byNumber = new Map(answer.citations.map((c) => [c.n, c]));
  const cite = (n) => {
    const c = byNumber.get(n);
    if (!c) return `[${n}]`;
    return placeAnchor(place(c), {
      class: "cite", data: { doc: c.document.id, start: String(c.start), end: String(c.end) },
      "aria-label": `Citation ${n}: ${c.document.title}`, title: `${c.document.title}\n“${c.quote.slice(0, 240)}${c.quote.length > 240 ? "…" : ""}”`,
    }, `[${n}]`);
  };
  return [
    h("p", { class: "kind" },
      badge(KINDS[answer.kind] || answer.kind, "kind-badge"),
      !answer.answered && badge("Not in these sources", "no"),
      answer.answered && answer.missing.length > 0 && badge("In part", "part")),
    h("div", { class: "said", dir: "auto" }, answer.parts.map(([text, n]) => (n ? cite(n) : text))),
    answer.missing.length > 0 && h("p", { class: "missing" }, "Not stated in these sources: ", answer.missing.join(", "), "."),
    answer.disagreements.length > 0 && drawDisagreements(answer.disagreements, cite),
    answer.candidates.length > 0 && h("div", { class: "choices", role: "group", "aria-label": "Which one is meant" },
      answer.candidates.map((c) => h("button", { type: "button", class: "choice", onclick: () => ask.send(c.ask) }, h("strong", {}, c.name), h("span", {}, c.detail)))),
    answer.sources.length > 0 && drawSources(answer, place),
  ];
}

function drawAnswer(turn) {
  const { answer } = turn;
  return h("div", { class: "answer" + (answer.answered ? "" : " declined") },
    drawSaid(answer),
    turn.unkept && notice(`This answer is not in the history: ${turn.unkept}`),
    drawNext(answer.suggestions),
    !turn.unkept && drawActions(turn));
}

const drawNext = (questions) =>
  h("div", { class: "next", hidden: questions.length === 0 }, h("span", { class: "label" }, "Ask next"),
    questions.map((text) => h("button", { type: "button", class: "pill", onclick: () => ask.send(text) }, text)));

function drawDisagreements(disagreements, cite) {
  return h("table", { class: "differ" }, h("caption", {}, "Sources differ"),
    h("thead", {}, h("tr", {}, ["On", "Said", "By", "Citation"].map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, disagreements.map((d) => d.positions.map((p, i) => h("tr", {},
      i === 0 && h("th", { scope: "rowgroup", rowspan: String(d.positions.length) }, d.slot),
      h("td", {}, p.value), h("td", {}, p.by, " ", p.official && badge("official", "official")), h("td", {}, cite(p.citation)))))));
}

// The sources used: each document once, with its quotations under it.
function drawSources(answer, place) {
  return h("section", { class: "used", "aria-label": "Sources used" },
    answer.answered ? null : h("h3", { class: "label" }, "Nearest passages"),
    answer.sources.map((source) => h("div", { class: "source" },
      h("div", { class: "source-head" }, h("span", { class: "source-title" }, source.document.title), " ", byline(source.document)),
      source.citations.map((n) => answer.citations.find((c) => c.n === n)).map((c) => placeAnchor(place(c), { class: "quote" },
        h("span", { class: "n" }, String(c.n)),
        h("span", { class: "context", dir: "auto" }, c.before, h("b", {}, c.quote), c.after))),
      source.also.length > 0 && h("p", { class: "also" }, "The same words also in: ", source.also.map((d, i) => [i > 0 && "; ", placeAnchor({ doc: d.id, start: 0, end: 0 }, {}, d.title), d.publisher && ` (${d.publisher})`])))));
}

function drawActions(turn) {
  const { answer } = turn;
  const note = h("div", { class: "note-form" });
  const save = (verdict) => attempt(async () => {
    const same = turn.verdict === verdict;
    turn.verdict = same ? null : verdict;
    await call("judge", { id: turn.id, verdict: turn.verdict, note: turn.note || "" });
    drawVerdict();
  });
  const up = button("Good answer", save("up"), { icon: "up", quiet: true });
  const down = button("Bad answer", save("down"), { icon: "down", quiet: true });
  const drawVerdict = () => {
    up.setAttribute("aria-pressed", String(turn.verdict === "up"));
    down.setAttribute("aria-pressed", String(turn.verdict === "down"));
    if (!turn.verdict) return fill(note);
    const field = h("input", { class: "field", type: "text", value: turn.note || "", placeholder: "A note on this answer (kept on this machine)", "aria-label": "Note on this answer", maxlength: "2000" });
    fill(note, h("form", { onsubmit: (event) => { event.preventDefault(); turn.note = field.value; attempt(async () => { await call("judge", { id: turn.id, verdict: turn.verdict, note: turn.note }); toast("Note kept."); })(); } }, field, h("button", { type: "submit", class: "button" }, "Keep note")));
  };
  const made = h("div", { class: "actions" },
    h("div", { class: "group" },
      button("Copy the answer with its references", attempt(async () => { await copy((await call("export", { ids: [turn.id], format: "markdown" })).text); toast("Answer copied with its references."); }), { icon: "copy", quiet: true }),
      button("Copy a link that asks this", () => (copy(linkTo({ q: turn.question })), toast("Link copied.")), { icon: "link", quiet: true }),
      exportMenu(() => ({ ids: [turn.id] }), "Export this answer"),
      !state.about.read_only && button("Open a case with this answer", () => cases.start({ answers: [turn.id], party: { name: answer.about || "" } }), { icon: "cases", quiet: true }),
      up, down),
    h("span", { class: "stamp" }, `generation ${answer.generation}` + (answer.ms ? ` · ${answer.ms < 10 ? answer.ms.toFixed(1) : Math.round(answer.ms)} ms` : "")),
    note);
  drawVerdict();
  return made;
}

// Three formats, one menu; `what` says which answers when it is used.
function exportMenu(what, label) {
  const go = (format) => attempt(async () => {
    menu.open = false;
    const made = await call("export", { ...what(), format });
    download(made.name, made.text, made.type);
  });
  const menu = h("details", { class: "menu" }, h("summary", { class: "button quiet", "aria-label": label, title: label }, icon("save")),
    h("div", { class: "menu-items" }, [["markdown", "Markdown"], ["html", "HTML"], ["json", "JSON"]].map(([format, name]) => h("button", { type: "button", onclick: go(format) }, name))));
  return menu;
}
