import Charts
import Reports

/// The style sheet of a course: that of the report page, and what sliders and workings need.
struct CourseStyle {
  let colors: Set<ThemedColor>

  var text: String { PageStyle(colors: colors).text + Self.own }

  private static let own = """

    footer.page{max-width:82rem;margin-inline:auto;padding:0 clamp(1rem,4vw,3rem) 3rem}
    .bar{display:flex;border-block:1px solid var(--line);padding-block:.6rem;margin-top:2rem}
    nav.lessons{display:block;border:0;margin:0;padding:0;font:inherit}
    .lessons a{text-decoration:underline}
    .lessons ol{padding-left:1.6rem}
    .lessons li{margin-bottom:1rem;padding-left:.3rem}
    #controls{max-width:46rem;border-block:1px solid var(--line);padding-block:1rem;margin-bottom:1.5rem}
    .slider{
      display:grid;grid-template-columns:minmax(6rem,9rem) minmax(0,1fr) minmax(3rem,7rem);gap:.25rem 1rem;
      align-items:center;font:.9375rem/1.5 var(--sans);margin-bottom:.5rem
    }
    .slider input{width:100%;accent-color:var(--focus);min-height:1.75rem}
    .slider output{font-variant-numeric:tabular-nums;font-weight:600;overflow-wrap:anywhere}
    .guessing{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;
      font:.875rem/1.5 var(--sans);margin-bottom:0}
    .guessing button{font-size:1rem;padding:.4rem 1rem}
    #reveal::before{content:"▸ "}
    #reveal[aria-expanded=true]::before{content:"▾ "}
    #stage figure{margin:0 0 1.5rem}
    figcaption{font:.9375rem/1.5 var(--sans);color:var(--soft);margin-bottom:1rem}
    figcaption .title{display:block;color:var(--ink)}
    .whole svg,.stacked svg{display:block;width:100%;height:auto}
    .whole{display:none}
    div.stacked{max-width:30rem}
    .working{font:.875rem/1.6 var(--mono);overflow-x:auto;background:var(--tint);padding:.75rem 1rem;
      border-radius:4px;max-width:64rem}
    .wide{overflow-x:auto;max-width:64rem}
    .wide table{border-collapse:collapse;font:.9375rem/1.5 var(--sans);font-variant-numeric:tabular-nums}
    .wide th,.wide td{text-align:left;padding:.25rem 1.25rem .25rem 0;vertical-align:top}
    .wide thead th{border-bottom:1px solid var(--edge);font-weight:600}
    .wide tbody th{font-weight:400}
    .wide .long{min-width:9.5rem}
    .seen{border-left:3px solid var(--focus);padding-left:1rem;margin-block:1rem}
    .next{font:.875rem/1.5 var(--sans);color:var(--soft)}
    code span{white-space:nowrap}
    /* What the picture leaves free at its sides is free on the page as well. */
    @media (min-width:64rem){
      .whole{display:block;margin-inline:-3.2%;max-width:80rem}
      .stacked{display:none}
    }
    @media (max-width:30rem){
      .slider{grid-template-columns:minmax(0,1fr) auto}
      .slider input{grid-column:1/-1;grid-row:2}
    }
    """
}
