import { plot } from '../../../lib/cli/size/plot';

const bars = [1, 2, 4, 8].map((bytes, index) => ({ label: String(bytes), bytes, isChosen: index === 1 }));

describe('a plot', () => {
  it('has a bar for each, the chosen one marked, in eighths of a row', () => {
    expect(plot(bars, [], 40)).toMatchInlineSnapshot(`
     "     8 B ┤                      ██████
              ┤                      ██████
        6.4 B ┤                      ██████
              ┤                      ██████
        4.8 B ┤                      ██████
              ┤               ██████ ██████
        3.2 B ┤               ██████ ██████
              ┤        ▄▄▄▄▄▄ ██████ ██████
        1.6 B ┤ ▂▂▂▂▂▂ ██████ ██████ ██████
              ┤ ██████ ██████ ██████ ██████
            0 └────────────────────────────
                  1      2      4      8
                         ▲ chosen"
    `);
  });

  it('has a line where something is full, and its name over it', () => {
    expect(plot(bars, [{ name: 'disk', bytes: 5 }], 40)).toMatchInlineSnapshot(`
     "     8 B ┤                      ██████
              ┤                      ██████
        6.4 B ┤                      ██████
              ┤╌disk ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌██████
        4.8 B ┤                      ██████
              ┤               ██████ ██████
        3.2 B ┤               ██████ ██████
              ┤        ▄▄▄▄▄▄ ██████ ██████
        1.6 B ┤ ▂▂▂▂▂▂ ██████ ██████ ██████
              ┤ ██████ ██████ ██████ ██████
            0 └────────────────────────────
                  1      2      4      8
                         ▲ chosen"
    `);
  });

  it('leaves a line out that is beyond it', () => {
    expect(plot(bars, [{ name: 'disk', bytes: 9 }], 40)).toBe(plot(bars, [], 40));
  });

  it('holds nothing without falling over', () => {
    expect(plot([{ label: '1', bytes: 0, isChosen: true }], [], 40)).toContain('▲ chosen');
  });
});
