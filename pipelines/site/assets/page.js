"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const one = (selector, within = document) => within.querySelector(selector);
  const plural = (count) => (count === 1 ? "1 row" : `${count} rows`);

  const themeButton = one("[data-theme-toggle]");
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const showTheme = () => themeButton.setAttribute("aria-pressed", String(isDark()));
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("crt-theme", root.dataset.theme);
    } catch {
      // Without storage the choice holds for this page alone.
    }
    showTheme();
  });
  showTheme();
  // Pages in other tabs, and one that is gone back to, follow the choice.
  const takeTheme = (chosen) => {
    if (chosen !== "dark" && chosen !== "light") return;
    root.dataset.theme = chosen;
    showTheme();
  };
  addEventListener("storage", (event) => event.key === "crt-theme" && takeTheme(event.newValue));
  addEventListener("pageshow", (event) => {
    try {
      if (event.persisted) takeTheme(localStorage.getItem("crt-theme"));
    } catch {
      // As above.
    }
  });

  const target = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  // Tables of the first page and of the changes, which can be searched, narrowed down and sorted.
  for (const section of all("[data-table]")) {
    const body = one("tbody", section);
    if (!body) continue;
    if (one("form", section)) narrowBy(section, one("form", section));
    for (const button of all("[data-sort]", section)) {
      button.addEventListener("click", () => sortBy(section, button.closest("th")));
    }
    body.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (!row || event.target.closest("a") || String(getSelection())) return;
      one("a.open", row)?.click();
    });
  }

  // A number in the table of fields leads to the statements that it counts.
  for (const link of all("[data-narrow]")) {
    link.addEventListener("click", () => {
      const form = one("form", document.getElementById(link.hash.slice(1)).closest("[data-table]"));
      if (!form) return;
      form.reset();
      for (const select of all("[data-filter]", form)) select.value = link.dataset[select.dataset.filter] || "";
      form.dispatchEvent(new Event("input"));
    });
  }

  function narrowBy(section, form) {
    const rows = all("tbody tr", section);
    const texts = rows.map((row) => `${row.textContent} ${row.id}`.toLowerCase());
    const count = one("[data-count]", section);
    const filter = () => {
      const sought = one("[data-search]", form).value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = all("[data-filter]", form).filter((select) => select.value);
      let shown = 0;
      rows.forEach((row, place) => {
        const fits =
          sought.every((word) => texts[place].includes(word)) &&
          chosen.every((select) => row.dataset[select.dataset.filter] === select.value);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      count.textContent = shown === rows.length ? plural(shown) : `${shown} of ${plural(rows.length)}`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    // A browser that comes back to the page may have kept what was typed.
    filter();
    section.clearFilters = () => {
      form.reset();
      filter();
    };
  }

  function sortBy(section, heading) {
    const place = Array.from(heading.parentElement.children).indexOf(heading);
    const up = heading.getAttribute("aria-sort") !== "ascending";
    for (const other of heading.parentElement.children) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const keyed = all("tbody tr", section).map((row) => {
      const cell = row.children[place];
      const value = cell.dataset.value || (cell.querySelector(".sentence") ? cell.textContent : "");
      return { row, value, number: value === "" ? NaN : Number(value) };
    });
    keyed.sort((a, b) => {
      // What is not stated stays at the end, whichever way the rest is sorted.
      if ((a.value === "") !== (b.value === "")) return a.value === "" ? 1 : -1;
      const bySize = Number.isNaN(a.number - b.number) ? (a.value < b.value ? -1 : a.value > b.value ? 1 : 0) : a.number - b.number;
      return up ? bySize : -bySize;
    });
    one("tbody", section).append(...keyed.map((it) => it.row));
  }

  // A report's page: the text on one side, its rows on the other.
  const text = one("[data-text]");
  if (text) reportPage(text);
  else {
    const follow = () => {
      const row = target();
      if (!row || !row.matches("tbody tr")) return;
      row.closest("[data-table]")?.clearFilters?.();
      for (const other of all("tr.chosen")) other.classList.remove("chosen");
      row.classList.add("chosen");
      row.scrollIntoView({ block: "center" });
      row.focus({ preventScroll: true });
    };
    addEventListener("hashchange", follow);
    follow();
  }

  function reportPage(text) {
    const announce = one("[data-announce]");
    const search = one("[data-card-search]");
    const cards = all("details.card");
    const tabs = all("[role=tab]");
    const panels = all("[role=tabpanel]");
    const pieces = all(".s", text);
    const piecesOf = new Map();
    const lengthOf = new Map();
    for (const piece of pieces) {
      for (const span of piece.dataset.spans.split(" ")) {
        if (!piecesOf.has(span)) piecesOf.set(span, []);
        piecesOf.get(span).push(piece);
        lengthOf.set(span, (lengthOf.get(span) || 0) + piece.textContent.length);
      }
    }
    const cardsOf = new Map();
    for (const card of cards) {
      for (const cite of all("[data-span]", card)) {
        const span = cite.dataset.span;
        if (!cardsOf.has(span)) cardsOf.set(span, new Set());
        cardsOf.get(span).add(card);
      }
    }
    const saidBy = new Map(cards.map((card) => [card, `${card.textContent} ${card.id}`.toLowerCase()]));
    let chosen = null;

    const reveal = (element) => {
      if (!element) return;
      const scrolls = text.scrollHeight > text.clientHeight + 1;
      if (!scrolls) {
        (element.scrollIntoView ? element : element.startContainer.parentElement).scrollIntoView({ block: "center" });
        return;
      }
      const box = text.getBoundingClientRect();
      const at = element.getBoundingClientRect();
      // Of the pane only that part can be seen which is in the window.
      const top = Math.max(box.top, 0);
      const bottom = Math.min(box.bottom, innerHeight);
      if (at.top < top + 24 || at.bottom > bottom - 24) text.scrollTop += at.top - top - (bottom - top) * 0.25;
    };

    // A piece of the text by its place, as in #text/120-340, counted in code points.
    const rangeOf = (start, end) => {
      const range = document.createRange();
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
      let at = 0;
      let begun = false;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const points = Array.from(node.data);
        const units = (count) => points.slice(0, count).join("").length;
        if (!begun && start < at + points.length) {
          range.setStart(node, units(start - at));
          begun = true;
        }
        if (begun && end <= at + points.length) {
          range.setEnd(node, units(end - at));
          return range;
        }
        at += points.length;
      }
      return null;
    };

    const markPlace = (start, end) => {
      const range = start < end ? rangeOf(start, end) : null;
      if (!range) return;
      clear();
      text.classList.remove("chosen");
      if (CSS.highlights) CSS.highlights.set("place", new Highlight(range));
      else {
        getSelection().removeAllRanges();
        getSelection().addRange(range);
      }
      reveal(range);
      text.focus({ preventScroll: true });
      const sentence = document.createElement("span");
      sentence.className = "visually-hidden";
      sentence.textContent = `: ${range.toString()}`;
      announce.replaceChildren("Marked in the text", sentence);
    };

    const clear = () => {
      if (CSS.highlights) CSS.highlights.delete("place");
      for (const line of all(".hit")) line.classList.remove("hit");
      for (const piece of all(".s.on", text)) {
        piece.className = piece.className.split(" ").filter((name) => !/^(on|a-.*|flash|labelled)$/.test(name)).join(" ");
        delete piece.dataset.label;
      }
    };

    const mark = (card) => {
      clear();
      const labels = new Map();
      for (const cite of all("[data-span]", card)) labels.set(cite.dataset.span, cite.dataset);
      const labelled = new Set();
      let before = {};
      for (const piece of pieces) {
        const spans = piece.dataset.spans.split(" ").filter((span) => labels.has(span));
        if (!spans.length) continue;
        spans.sort((a, b) => lengthOf.get(a) - lengthOf.get(b) || a - b);
        const { aspect, label } = labels.get(spans[0]);
        piece.classList.add("on", `a-${aspect}`);
        // A span inside another of the same label needs no label of its own.
        const goesOn = before.label === label && before.piece === piece.previousSibling;
        if (!labelled.has(spans[0]) && !goesOn && aspect !== "sentence") {
          piece.classList.add("labelled");
          piece.dataset.label = label;
        }
        labelled.add(spans[0]);
        before = { label, piece };
      }
      text.classList.toggle("chosen", labels.size > 0);
      return labels;
    };

    const showTab = (tab, focus = false) => {
      for (const other of tabs) {
        const is = other === tab;
        other.setAttribute("aria-selected", String(is));
        other.tabIndex = is ? 0 : -1;
      }
      for (const panel of panels) panel.hidden = panel.getAttribute("aria-labelledby") !== tab.id;
      if (focus) tab.focus();
    };
    tabs.forEach((tab, place) => {
      tab.addEventListener("click", () => {
        showTab(tab);
        narrow();
      });
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        const next = step ? tabs[(place + step + tabs.length) % tabs.length] : { Home: tabs[0], End: tabs[tabs.length - 1] }[event.key];
        if (!next) return;
        event.preventDefault();
        showTab(next, true);
        narrow();
      });
    });

    const choose = (card, { scrollText = true, scrollCard = true, focus = false } = {}) => {
      if (card.closest("[role=tabpanel]").hidden) showTab(document.getElementById(card.closest("[role=tabpanel]").getAttribute("aria-labelledby")));
      if (card.hidden) {
        search.value = "";
        narrow();
      }
      chosen = card;
      for (const other of cards) {
        other.classList.toggle("chosen", other === card);
        if (other !== card) other.open = false;
      }
      card.open = true;
      const labels = mark(card);
      const spans = Array.from(labels.keys());
      const letter = card.closest("[role=tabpanel]").dataset.kind;
      const layer = one(`[data-layer="${letter}"]`);
      if (!layer.checked) {
        layer.checked = true;
        showLayers();
      }
      if (scrollText && spans.length) {
        const first = spans.map((span) => (piecesOf.get(span) || [])[0]).filter(Boolean).sort((a, b) => pieces.indexOf(a) - pieces.indexOf(b))[0];
        reveal(first);
      }
      if (scrollCard) scrollToCard(card);
      if (focus) one("summary", card).focus({ preventScroll: true });
      const path = `#${encodeURIComponent(card.id)}`;
      if (location.hash !== path) history.replaceState(null, "", path);
      announce.textContent = `${card.dataset.number}: marked in the text`;
    };

    const scrollToCard = (card) => {
      const pane = one(".rows-pane");
      if (pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY === "auto") {
        const head = one(".pane-head", pane).getBoundingClientRect();
        pane.scrollTop += card.getBoundingClientRect().top - head.bottom - 8;
        if (one(".panes").getBoundingClientRect().top < 0) one(".report-head").scrollIntoView({ block: "start" });
      } else {
        // The text stays in view above the rows, so the card goes right below it.
        const below = getComputedStyle(one(".text-pane")).position === "sticky" ? one(".text-pane").getBoundingClientRect().height : 0;
        scrollBy(0, card.getBoundingClientRect().top - below - 12);
      }
    };

    for (const card of cards) {
      one("summary", card).addEventListener("click", (event) => {
        event.preventDefault();
        if (card.open) {
          card.open = false;
          card.classList.remove("chosen");
          if (chosen === card) {
            chosen = null;
            clear();
            text.classList.remove("chosen");
          }
        } else choose(card, { scrollCard: false });
      });
      for (const cite of all("[data-span]", card)) {
        cite.addEventListener("click", () => {
          if (chosen !== card) choose(card, { scrollText: false, scrollCard: false });
          const found = piecesOf.get(cite.dataset.span) || [];
          for (const piece of all(".flash", text)) piece.classList.remove("flash");
          for (const piece of found) piece.classList.add("flash");
          reveal(found[0]);
          announce.textContent = `${cite.dataset.label}: marked in the text`;
        });
      }
    }

    // What was read from the words that were chosen: the lines of the card that rest on the shortest span there.
    const showValues = (card, spans) => {
      const cites = spans.map((span) => all(`[data-span="${span}"]`, card)).find((it) => it.length) || [];
      const lines = cites.map((cite) => cite.closest("tr, dl > div")).filter(Boolean);
      for (const line of lines) line.classList.add("hit");
      if (lines.length) lines[0].scrollIntoView({ block: "nearest" });
    };

    // A line for a file of corrections; row, field and present value are filled in, and the day.
    const quoted = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const offerCorrection = (place) => {
      if (place.querySelector("select")) return;
      place.append(one(`template[data-fields="${place.dataset.kind}"]`).content.cloneNode(true));
      const shown = one("textarea", place);
      one("button", place).addEventListener("click", async () => {
        const field = one("select", place).value;
        const old = one(`[data-field="${field}"]`, place)?.getAttribute("value") || "";
        const now = new Date();
        const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((it) => String(it).padStart(2, "0")).join("-");
        // The columns are those of seeds/corrections/corrections.csv: row_id, span, field, old, new, reason, reviewer, date, quote.
        shown.value = `${[place.dataset.correct, "", field, old, "", "", "", day, ""].map(quoted).join(",")}\n`;
        shown.parentElement.hidden = false;
        try {
          await navigator.clipboard.writeText(shown.value);
          announce.textContent = "The correction line is copied";
        } catch {
          // A browser may refuse its clipboard to pages from the file system; the line can then be copied by hand.
          shown.focus();
          shown.select();
          announce.textContent = "The correction line is selected; copy it";
        }
      });
    };
    for (const card of cards) {
      const place = one("[data-correct]", card);
      if (place) card.addEventListener("toggle", () => card.open && offerCorrection(place));
    }

    text.addEventListener("click", (event) => {
      const piece = event.target.closest(".s");
      if (!piece || String(getSelection())) return;
      const layers = new Set(all("[data-layer]:checked").map((box) => box.dataset.layer));
      const spans = piece.dataset.spans.split(" ").sort((a, b) => lengthOf.get(a) - lengthOf.get(b) || a - b);
      const found = [];
      for (const span of spans) {
        for (const card of cardsOf.get(span) || []) {
          if (layers.has(card.closest("[role=tabpanel]").dataset.kind) && !found.includes(card)) found.push(card);
        }
      }
      if (!found.length) return;
      const place = (found.indexOf(chosen) + 1) % found.length;
      choose(found[place], { scrollText: false });
      showValues(found[place], spans);
      if (found.length > 1) {
        announce.textContent = `Row ${place + 1} of ${found.length} that rest on these words; click again for the next`;
      }
    });

    const showLayers = () => {
      for (const box of all("[data-layer]")) text.classList.toggle(`show-${box.dataset.layer}`, box.checked);
    };
    for (const box of all("[data-layer]")) box.addEventListener("change", showLayers);
    showLayers();

    const narrow = () => {
      const sought = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const card of cards) {
        card.hidden = !sought.every((word) => saidBy.get(card).includes(word));
      }
      const panel = panels.find((it) => !it.hidden);
      const here = all("details.card", panel);
      const shown = here.filter((card) => !card.hidden).length;
      announce.textContent = shown === here.length ? plural(shown) : `${shown} of ${plural(here.length)}`;
    };
    search.addEventListener("input", narrow);
    search.form.addEventListener("submit", (event) => event.preventDefault());

    const follow = () => {
      const place = /^#text\/(\d+)-(\d+)$/.exec(location.hash);
      if (place) markPlace(Number(place[1]), Number(place[2]));
      const card = target();
      if (card && card.matches("details.card")) choose(card, { focus: true });
    };
    addEventListener("hashchange", follow);
    // The browser goes to the row by itself when the page has loaded, and takes the text out of view.
    addEventListener("load", () => setTimeout(() => chosen && scrollToCard(chosen)));
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && chosen && event.target !== search) {
        const summary = one("summary", chosen);
        summary.click();
        summary.focus({ preventScroll: true });
      }
    });
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = cards.filter((card) => card.open);
      for (const card of cards) card.open = true;
      for (const panel of panels) panel.dataset.wasHidden = String(panel.hidden);
      for (const panel of panels) panel.hidden = false;
    });
    addEventListener("afterprint", () => {
      for (const card of cards) card.open = opened.includes(card);
      for (const panel of panels) panel.hidden = panel.dataset.wasHidden === "true";
    });

    showTab(tabs.find((tab) => one("details.card", document.getElementById(tab.getAttribute("aria-controls")))) || tabs[0]);
    narrow();
    follow();
  }
})();
