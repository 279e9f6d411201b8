extension PageScript {
  /// Numbers in the words of `NumberText.short`, rounded half to even as there.
  static let numbers = #"""
    // A number of the document, where what is not finite is a word.
    const numberOf = (value) =>
      ({ inf: Infinity, '-inf': -Infinity, nan: NaN }[value] ?? value);

    // ⁻¹² of −12.
    const superscript = (whole) =>
      (whole < 0 ? '⁻' : '') + [...String(Math.abs(whole))].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[d]).join('');

    // A tie goes to the even digit; the languages round it up.
    function evenly(exact, shown) {
      const digits = (text) => text.split('e')[0].replace('.', '');
      const rest = digits(exact).slice(digits(shown).length);
      const cut = digits(exact).slice(0, digits(shown).length);
      return /^50*$/.test(rest) && Number(cut.at(-1)) % 2 === 0 ? cut : digits(shown);
    }

    // Such as 0.24, 96, 3.4·10⁻¹⁰.
    function short(value, count = 4) {
      if (Number.isNaN(value)) return 'NaN';
      if (!Number.isFinite(value)) return value < 0 ? '−∞' : '∞';
      if (value === 0) return '0';
      const sign = value < 0 ? '−' : '';
      const size = Math.abs(value);
      const exact = size.toExponential(60);
      const shown = size.toExponential(count - 1);
      // A tie between two powers of ten does not occur: 9.5 is no number of the form d.dd5.
      const even = shown.split('e')[1] === exact.split('e')[1];
      const digits = even ? evenly(exact, shown) : shown.split('e')[0].replace('.', '');
      const power = Number(shown.split('e')[1]);
      if (size < 0.00995 || size >= 9995) {
        const mantissa = digits.length > 1 ? digits[0] + '.' + digits.slice(1) : digits;
        return sign + mantissa + '·10' + superscript(power);
      }
      if (power >= count) {
        const whole = Math.floor(size);
        return sign + (size - whole === 0.5 ? whole + (whole % 2) : Math.round(size));
      }
      if (power < 0) return sign + '0.' + '0'.repeat(-power - 1) + digits;
      const [whole, part] = [digits.slice(0, power + 1), digits.slice(power + 1)];
      return sign + whole + (part ? '.' + part : '');
    }

    // A place on an axis: whole numbers as they are, with commas from 10,000 on.
    function place(value) {
      if (!Number.isInteger(value) || Math.abs(value) >= 1e15) return short(value);
      const text = String(Math.abs(value));
      const grouped = text.length > 4 ? text.replace(/\B(?=(\d{3})+$)/g, ',') : text;
      return (value < 0 ? '−' : '') + grouped;
    }
    """#
}
