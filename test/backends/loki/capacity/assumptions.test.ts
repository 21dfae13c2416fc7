import { assumed, assumptions } from '../../../../lib/backends/loki/capacity/assumptions';

describe('what is assumed', () => {
  it('has a source each', () => {
    for (const [name, { value, source }] of Object.entries(assumed)) {
      expect([name, Number.isFinite(value), source.length > 10]).toEqual([name, true, true]);
    }
  });

  it('can be replaced one by one, and not afterwards', () => {
    const own = assumptions({ compression: 8 });
    expect(own).toMatchObject({ compression: 8, headroom: assumed.headroom.value });
    expect(() => Object.assign(own, { compression: 1 })).toThrow();
  });
});

describe('compression', () => {
  it('is what was measured of the encoding', () => {
    expect(assumptions({}, 'zstd').compression).toBeGreaterThan(assumptions({}, 'gzip').compression);
    expect(assumptions({}, 'gzip').compression).toBeGreaterThan(assumptions({}).compression);
    expect(assumptions({ compression: 3 }, 'zstd').compression).toBe(3);
  });

  it('must be said of one that was not measured', () => {
    expect(() => assumptions({}, 'flate')).toThrow(
      "'assumptions.compression' must be said for flate, which was not measured",
    );
    expect(assumptions({ compression: 6 }, 'flate').compression).toBe(6);
  });
});
