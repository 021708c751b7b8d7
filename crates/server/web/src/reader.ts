// An article with its statements: choosing one opens its card and shows its place in the text, and the other way round.

/** Wires one article. Everything in it works by links and disclosure elements too; this only saves steps. */
export function reader(article: HTMLElement): void {
  const cards = [...article.querySelectorAll<HTMLLIElement>(".card")];
  if (cards.length === 0) return;
  const idOf = (card: HTMLElement): string => card.querySelector(".more")?.id ?? "";
  const cardOf = new Map(cards.map((card) => [idOf(card), card]));
  const stretches = (id: string): NodeListOf<HTMLElement> =>
    article.querySelectorAll(`[data-statement="${CSS.escape(id)}"]`);
  const numberOf = (id: string): HTMLElement | null => article.querySelector(`a.number[href="#${CSS.escape(id)}"]`);
  let chosen: HTMLLIElement | undefined;

  /** Opens a card and marks its place; `undefined` closes what is open. */
  function choose(card: HTMLLIElement | undefined): void {
    if (chosen && chosen !== card) {
      for (const stretch of stretches(idOf(chosen))) stretch.classList.remove("chosen");
      numberOf(idOf(chosen))?.classList.remove("chosen");
      chosen.classList.remove("chosen");
      const details = chosen.querySelector("details");
      if (details) details.open = false;
    }
    chosen = card;
    if (!card) return;
    card.classList.add("chosen");
    const details = card.querySelector("details");
    if (details) details.open = true;
    for (const stretch of stretches(idOf(card))) stretch.classList.add("chosen");
    numberOf(idOf(card))?.classList.add("chosen");
  }

  function focusCard(card: HTMLLIElement): void {
    choose(card);
    card.querySelector("summary")?.focus({ preventScroll: true });
    show(card);
  }

  /** Brings the card into view; where it lies over the text, the place in the text that it is about. */
  function show(card: HTMLLIElement): void {
    if (getComputedStyle(card).position === "fixed") numberOf(idOf(card))?.scrollIntoView({ block: "start" });
    else card.scrollIntoView({ block: "nearest" });
  }

  function focusText(card: HTMLLIElement): void {
    const number = numberOf(idOf(card));
    number?.focus({ preventScroll: true });
    number?.scrollIntoView({ block: "center" });
  }

  /** The next card that the filters leave, or the one before. */
  function neighbour(from: HTMLLIElement, step: 1 | -1): HTMLLIElement | undefined {
    const shown = cards.filter((card) => card.offsetParent !== null || card === from || getComputedStyle(card).position === "fixed");
    return shown[shown.indexOf(from) + step];
  }

  for (const card of cards) {
    const details = card.querySelector("details");
    details?.addEventListener("toggle", () => {
      if (details.open && chosen !== card) choose(card);
      else if (!details.open && chosen === card) choose(undefined);
    });
  }

  article.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (target.closest("button.close") && chosen) {
      const card = chosen;
      choose(undefined);
      focusText(card);
      return;
    }
    const number = target.closest<HTMLAnchorElement>("a.number");
    const back = target.closest<HTMLAnchorElement>("a.to-text");
    const stretch = target.closest<HTMLElement>("[data-statement]");
    if (number) {
      const card = cardOf.get(number.hash.slice(1));
      if (!card) return;
      event.preventDefault();
      focusCard(card);
    } else if (back) {
      const card = back.closest<HTMLLIElement>(".card");
      if (!card) return;
      event.preventDefault();
      focusText(card);
    } else if (stretch && getSelection()?.isCollapsed !== false) {
      const card = cardOf.get(stretch.dataset.statement ?? "");
      if (!card) return;
      choose(card);
      show(card);
    }
  });

  // Single keys count only while a number or a card has the focus, so that they never get in the way of dictation or typing.
  article.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as Element;
    const number = target.closest<HTMLAnchorElement>("a.number");
    const here = target.closest<HTMLLIElement>(".card") ?? (number ? cardOf.get(number.hash.slice(1)) : undefined);
    if (!here || target.closest("input, textarea, select")) return;
    if (event.key === "Escape") {
      choose(undefined);
      focusText(here);
      event.preventDefault();
    } else if (event.key === "j" || event.key === "k") {
      const next = neighbour(here, event.key === "j" ? 1 : -1);
      if (next && number) {
        choose(next);
        focusText(next);
      } else if (next) focusCard(next);
      event.preventDefault();
    }
  });

  const asked = cardOf.get(decodeURIComponent(location.hash.slice(1)));
  if (asked) focusCard(asked);
}
