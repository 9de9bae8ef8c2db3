/** A timer waiting for its moment; ordered by (due, component, sequence) so that replays agree. */
export interface PendingTimer {
  readonly due: number;
  readonly component: string;
  readonly name: string;
  readonly sequence: number;
  readonly fire: () => void;
  cancelled: boolean;
}

function before(a: PendingTimer, b: PendingTimer): boolean {
  if (a.due !== b.due) return a.due < b.due;
  if (a.component !== b.component) return a.component < b.component;
  return a.sequence < b.sequence;
}

/** Binary heap of timers. Cancelled ones are dropped when they reach the top or when they outnumber the rest. */
export class TimerQueue {
  #heap: PendingTimer[] = [];
  #cancelled = 0;
  #sequence = 0;

  add(due: number, component: string, name: string, fire: () => void): PendingTimer {
    const timer = { due, component, name, sequence: this.#sequence++, fire, cancelled: false };
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
    return timer;
  }

  cancel(timer: PendingTimer): void {
    if (timer.cancelled) return;
    timer.cancelled = true;
    if (++this.#cancelled > 64 && this.#cancelled * 2 > this.#heap.length) this.#compact();
  }

  peek(): PendingTimer | undefined {
    while (this.#heap[0]?.cancelled) {
      this.#removeTop();
      this.#cancelled--;
    }
    return this.#heap[0];
  }

  pop(): PendingTimer | undefined {
    const top = this.peek();
    if (top === undefined) return undefined;
    this.#removeTop();
    top.cancelled = true;
    return top;
  }

  get size(): number {
    return this.#heap.filter((timer) => !timer.cancelled).length;
  }

  #removeTop(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #compact(): void {
    this.#heap = this.#heap.filter((timer) => !timer.cancelled).sort((a, b) => (before(a, b) ? -1 : 1));
    this.#cancelled = 0;
  }

  #up(index: number): void {
    for (let at = index; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  #down(index: number): void {
    for (let at = index; ;) {
      const left = 2 * at + 1;
      const child = this.#isBefore(left + 1, left) ? left + 1 : left;
      if (!this.#swapIfBefore(child, at)) return;
      at = child;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    return first !== undefined && second !== undefined && before(first, second);
  }

  #swapIfBefore(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined || !before(first, second)) return false;
    this.#heap[a] = second;
    this.#heap[b] = first;
    return true;
  }
}
