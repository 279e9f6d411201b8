extension PageStyle {
  /// Tables that sort. The places' have rows that are laid out only when they come into view, so that
  /// thousands of them scroll as ten do; their columns have fixed widths for that.
  static let tables = """
    .scroll{overflow:auto;max-width:100%;margin-top:1rem}
    .scroll.tall{max-height:min(80vh,56rem)}
    table{border-collapse:collapse;font:.875rem/1.45 var(--sans);font-variant-numeric:tabular-nums}
    caption{text-align:left;color:var(--soft);padding-bottom:.4rem}
    th,td{text-align:left;padding:.3rem 1.2rem .3rem 0;vertical-align:baseline}
    tbody th{font-weight:600}
    thead th{border-bottom:1px solid var(--edge);padding-bottom:.15rem}
    .runs tbody tr{border-bottom:1px solid var(--line)}
    .runs .number{white-space:nowrap}
    th button{
      border:0;padding:.1rem 0;color:inherit;font:600 .875rem/1.3 var(--sans);text-align:left
    }
    th button::after{content:" ↕";color:var(--faint)}
    th[aria-sort=ascending] button::after{content:" ↑";color:inherit}
    th[aria-sort=descending] button::after{content:" ↓";color:inherit}
    th small{font-weight:400}
    .tools{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;
      font:.875rem/1.5 var(--sans)}
    .tools input{
      font:inherit;color:inherit;background:var(--ground);border:1px solid var(--edge);
      border-radius:3px;padding:.2rem .5rem;margin-left:.4rem;width:14rem;max-width:60vw
    }
    .places-table,.places-table caption,.places-table tbody,.places-table thead{display:block}
    .places-table{width:max-content;min-width:100%}
    .places-table thead{position:sticky;top:0;background:var(--ground);z-index:1}
    .places-table tr{
      display:grid;grid-template-columns:8rem 14rem 12rem;grid-auto-columns:6rem;
      grid-auto-flow:column
    }
    .places-table tbody{content-visibility:auto;contain-intrinsic-block-size:auto 60rem}
    .places-table td,.places-table th{padding-right:.75rem;overflow-wrap:anywhere;min-width:0}
    .places-table thead th{align-self:end}
    .places-table tbody tr{border-bottom:1px solid var(--line)}
    .places-table tbody th[scope=row]{position:sticky;left:0;background:var(--ground)}
    .places-table .group{display:block;background:var(--tint)}
    .places-table .group th{display:block}
    .places-table .group button{overflow-wrap:anywhere}
    .places-table .group button::before{content:"▸ "}
    .places-table .group button::after{content:none}
    .places-table .group button[aria-expanded=true]::before{content:"▾ "}
    .places-table .group span{font-weight:400;color:var(--soft)}
    .places-table tbody.folded tr:not(.group){display:none}
    .places-table.flat .group{display:none}
    .places-table .theory,.places-table .kind{color:var(--soft)}
    .places-table .off{color:var(--caution);font-weight:600}
    """
}
