"""Currencies by code, sign and name, with their ISO 4217 codes; None where several countries share a name."""

from index.facts.closedclass import listed

CODES = listed(
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD"
    " CDF CHF CLP CNY COP CRC CUP CVE CZK DEM DJF DKK DOP DZD EGP ERN ESP ETB EUR FJD FKP FRF GBP GEL GHS GIP GMD"
    " GNF GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD"
    " KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NLG NOK NPR"
    " NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RMB RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN"
    " SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR"
    " ZMW ZWL"
)
"""ISO 4217, with some that the euro replaced and RMB, as the yuan is often written."""
WORDS_TOO = frozenset(listed("ALL BAM COP CUP GEL MAD MOP PEN SDG SOS TOP TRY"))
"""Codes that capitals also spell otherwise ('COP 27', 'COP27'): money only beside a large number."""
DOLLARS = {
    "": "USD", "us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD", "can": "CAD", "hk": "HKD",
    "nz": "NZD", "s": "SGD", "nt": "TWD", "j": "JMD", "tt": "TTD", "z": "ZWL",
    "mx": "MXN", "mex": "MXN",
}  # fmt: skip
SIGNS: dict[str, str | None] = {
    "£": "GBP", "€": "EUR", "₹": "INR", "rs": "INR", "rs.": "INR", "₩": "KRW", "₽": "RUB", "₪": "ILS", "₺": "TRY",
    "₦": "NGN", "₱": "PHP", "฿": "THB", "₫": "VND", "₴": "UAH", "r$": "BRL", "rm": "MYR", "dlrs": "USD", "dlr": "USD",
    "dm": "DEM", "tk": "BDT", "tk.": "BDT", "ksh": "KES", "n": "NGN", "r": "ZAR", "dh": None,
    "dhs": None,
}  # fmt: skip
# The currency that a word names alone (None: several countries have one of that name), and with its country.
WORDS: dict[str, str | None] = {
    "dollar": "USD", "dlr": "USD", "euro": "EUR", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "rupee": "INR", "rouble": "RUB", "ruble": "RUB", "shekel": "ILS", "baht": "THB", "ringgit": "MYR", "naira": "NGN",
    "zloty": "PLN", "zlotys": "PLN", "forint": "HUF", "rupiah": "IDR", "taka": "BDT", "hryvnia": "UAH", "lira": None,
    "lire": "ITL", "birr": "ETB", "rs": "INR", "krona": "SEK", "kronor": "SEK", "krone": None, "kroner": None,
    "kronur": "ISK", "franc": None,
    "peso": None, "dinar": None, "riyal": None, "rial": None, "dirham": None, "shilling": None, "won": "KRW",
    "rand": "ZAR", "real": "BRL", "reais": "BRL", "cedi": "GHS", "dong": "VND", "guilder": None, "deutschmark": "DEM",
    "deutschemark": "DEM", "mark": None, "pound": "GBP", "stg": "GBP", "bitcoin": None, "cent": "USD", "pence": "GBP",
    "penny": "GBP", "p": "GBP", "c": None, "ct": "USD", "buck": "USD", "quid": "GBP",
}  # fmt: skip
NATIONAL = {
    "us dollar": "USD", "american dollar": "USD", "canadian dollar": "CAD", "australian dollar": "AUD",
    "hong kong dollar": "HKD", "new zealand dollar": "NZD", "singapore dollar": "SGD", "taiwan dollar": "TWD",
    "swiss franc": "CHF", "french franc": "FRF", "belgian franc": "BEF", "mexican peso": "MXN",
    "argentine peso": "ARS", "philippine peso": "PHP", "chilean peso": "CLP", "colombian peso": "COP",
    "turkish lira": "TRY", "italian lire": "ITL", "swedish krona": "SEK", "swedish kronor": "SEK",
    "swedish crown": "SEK", "danish krone": "DKK", "danish kroner": "DKK", "danish crown": "DKK",
    "norwegian krone": "NOK", "norwegian kroner": "NOK", "norwegian crown": "NOK", "pakistani rupee": "PKR",
    "indian rupee": "INR", "indonesian rupiah": "IDR", "egyptian pound": "EGP", "lebanese pound": "LBP",
    "british pound": "GBP", "irish punt": "IEP", "saudi riyal": "SAR", "qatari riyal": "QAR", "iranian rial": "IRR",
    "kuwaiti dinar": "KWD", "jordanian dinar": "JOD", "iraqi dinar": "IQD", "uae dirham": "AED",
    "moroccan dirham": "MAD", "kenyan shilling": "KES", "ugandan shilling": "UGX", "russian rouble": "RUB",
    "russian ruble": "RUB", "chinese yuan": "CNY", "japanese yen": "JPY", "south korean won": "KRW",
    "korean won": "KRW", "south african rand": "ZAR", "brazilian real": "BRL", "brazilian reais": "BRL",
    "german mark": "DEM", "dutch guilder": "NLG", "saudi arabian riyal": "SAR", "czech crown": "CZK",
}  # fmt: skip
