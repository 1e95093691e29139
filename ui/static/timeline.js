// A timeline as a plot: one lane for each list or kind of source, one point for each event; under it the same as a table.

const EVENT_WORDS = { added: "Added", changed: "Changed", removed: "Removed", said: "Said", denied: "Denied", renewed: "Renewed", expired: "Expired", charged: "Charged", fined: "Fined", considered: "Considered" };

function timeline(events) {
  const dated = events.filter((e) => e.date);
  if (!events.length) return null;
  return h("section", { class: "timeline", "aria-label": "Timeline" }, h("h3", { class: "label" }, "Timeline"),
    dated.length > 0 && plot(dated), eventTable(events));
}

// Points of one lane that would cover each other are stacked: each gets the first level that is free at its place.
function stack(days, x, apart) {
  const levels = [];
  return days.map((day) => {
    const at = x(day);
    let level = levels.findIndex((end) => at - end >= apart);
    if (level < 0) level = levels.push(0) - 1;
    levels[level] = at;
    return level;
  });
}

function plot(events) {
  const day = (event) => Date.parse(event.date);
  const first = new Date(Math.min(...events.map(day))).getUTCFullYear();
  const last = new Date(Math.max(...events.map(day))).getUTCFullYear() + 1;
  const width = 760, left = 168, right = 26, top = 8, row = 16;
  const from = Date.UTC(first, 0, 1), to = Date.UTC(last, 0, 1);
  const x = (time) => left + ((time - from) / (to - from)) * (width - left - right);
  const lanes = [];
  let y = top;
  for (const name of new Set(events.map((e) => e.lane))) {
    const mine = events.filter((e) => e.lane === name).sort((a, b) => day(a) - day(b));
    const levels = stack(mine.map(day), x, row - 1);
    const height = Math.max(...levels, 0) * row + 32;
    lanes.push({ name, points: mine.map((event, i) => [event, y + height - 16 - levels[i] * row]), line: y + height - 16 });
    y += height;
  }
  const height = y + 22;
  const step = Math.max(1, Math.ceil((last - first) / 9));
  const years = [];
  for (let year = first; year <= last; year += step) years.push(year);
  const short = (text) => (text.length > 24 ? text.slice(0, 23) + "…" : text);
  return h("div", { class: "plot" }, s("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Events in time" },
    years.map((year) => [
      s("line", { x1: x(Date.UTC(year, 0, 1)), x2: x(Date.UTC(year, 0, 1)), y1: top, y2: height - 20, class: "grid" }),
      s("text", { x: x(Date.UTC(year, 0, 1)), y: height - 5, class: "year" }, String(year)),
    ]),
    lanes.map((lane) => [
      s("line", { x1: left, x2: width - right, y1: lane.line, y2: lane.line, class: "lane" }),
      s("text", { x: left - 10, y: lane.line + 4, class: "lane-name" }, short(lane.name), s("title", {}, lane.name)),
      lane.points.map(([event, at]) => drawPoint(event, x(day(event)), at)),
    ])),
    h("p", { class: "legend" }, [...new Set(events.map((e) => e.what))].map((what) => h("span", { class: `key ${what}` }, EVENT_WORDS[what] || what))));
}

function drawPoint(event, x, y) {
  const open = (from) => reader.open({ doc: event.document.id, start: event.start, end: event.end }, from);
  return s("g", {
    class: `point ${event.what}`, tabindex: "0", role: "button", "aria-label": `${event.date}: ${EVENT_WORDS[event.what] || event.what} ${event.text}`,
    onclick: (click) => open(click.currentTarget),
    onkeydown: (key) => (key.key === "Enter" || key.key === " ") && (key.preventDefault(), open(key.currentTarget)),
  },
    s("circle", { cx: x, cy: y, r: 8, class: "touch" }),
    event.what === "removed" || event.what === "denied" ? s("path", { d: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`, class: "cross" }) : s("circle", { cx: x, cy: y, r: 5 }),
    s("title", {}, `${event.date}: ${event.text}`));
}

const eventTable = (events) => h("div", { class: "wide" }, h("table", { class: "events" },
  h("thead", {}, h("tr", {}, ["Date", "What", "Said by", ""].map((name) => h("th", { scope: "col" }, name)))),
  h("tbody", {}, events.map((event) => h("tr", {}, h("td", { class: "day" }, event.date || "no date"),
    h("td", { dir: "auto" }, h("b", { class: `what ${event.what}` }, EVENT_WORDS[event.what] || event.what), " ", event.text),
    h("td", {}, event.document.publisher || event.document.title, " ", event.document.official && badge("official", "official")),
    h("td", {}, placeAnchor({ doc: event.document.id, start: event.start, end: event.end }, { "aria-label": `Read: ${event.text}` }, "Read")))))));
