extension PageStyle {
  /// On paper: light, every run, nothing to press.
  static let print = """
    @media print{
      @page{size:landscape;margin:14mm}
      body{font-size:10pt}
      header.page,main{max-width:none;padding-inline:0}
      nav,.switch,.tools,.skip,.copy,#keys,#tooltip,#meaning,#save,.full,figcaption .title{display:none!important}
      .run[hidden]{display:block!important}
      main>section{padding-top:1.5rem}
      figure{content-visibility:visible;break-inside:avoid}
      .stage,.scroll,.scroll.tall{overflow:visible;max-height:none}
      .full:has(:checked)+.stage svg,.stage svg{width:100%;max-height:165mm}
      h2,h3,h4,figcaption{break-after:avoid}
      .verdict,.finding>p,tr{break-inside:avoid}
      a{color:inherit;text-decoration:none}
      .command{background:none;border:1px solid var(--line)}
      .places-table{font-size:6.5pt;width:auto}
      .places-table thead{position:static}
      .places-table tbody{content-visibility:visible}
      .places-table tr{
        grid-template-columns:9em 15em 13em;grid-auto-columns:6.2em
      }
      .places-table td,.places-table th{padding:.1em .5em .1em 0}
      .places-table tbody th[scope=row]{position:static}
      th button{font-size:6.5pt}
      .runs th button{font-size:inherit}
      th button::after{content:none!important}
    }
    """
}
