"""The sentence patterns of the generated archive.

A slot is one capital letter in braces and draws from a table of `archive_words`:
V active verb, D passive verb, H what stands before V, B what stands before D, E manner,
T thing, Z an aspect of a thing, A adjective, R people in a trade, I institution,
P place, G full name, L family name, J title, N number, S small number, C per cent,
U unit, F some days or pages, W when, K reason, O occasion, Q verdict, X aim, Y says,
M scale of money. A small letter draws the same with a capital initial. @P, @G, @L and
@I stand for the place, the person and the institution the whole story is about.
No pattern holds three fixed words in a row: runs of four words stay distinct.
"""


def _patterns(text: str) -> tuple[str, ...]:
    """One pattern a line, blank lines dropped."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


#: Words that are asked for; the last sentence may pass the goal, up to 900 in all.
LENGTHS = (62, 870)

HEADLINES = _patterns("""
    {T} {A} di @P {B} {D}, {R} menunggu
    @I {H} {V} {T} {A} untuk {N} {U}
    {R} @P {H} {V} {Z} {W}
    {N} {U} dari @P {B} {D} {W}
    Di @P, {R} {V} {T} tanpa {Z}
    {Z} {B} {D}, {R} @P minta waktu
    @L: {T} {A} di @P {Q}
    {S} {U} demi {X} di @P
    {K}, {R} @P {H} {V} {Z}
    Mengapa {Z} di @P {B} {D}
    {W}, {R} @P {H} {V} {T} {A}
    @I dan {R} {V} {Z}
    Jejak {T} {A} dari @P ke {P}
    {T} @P naik {C} persen, {R} {H} {V} {Z}
    Soal {Z}, @I {H} {V} usul {R}
    Dari @P, {R} {V} {T} untuk {X}
    {S} tahun {V} {T} {A} di @P
    {T} {B} {D}, {N} {U} menyusul dari @P
    @P dan {P} {H} {V} {Z}
    Demi {X}, @P {H} {V} {T} {A}
    {R} @P pertanyakan {Z} yang {Q}
    Cara {R} @P {V} {T} saat {K}
    Tanpa {T} {A}, {R} @P {V} {Z}
    {X} di balik {Z} @P
""")

TEASERS = _patterns("""
    @I {H} {V} {Z} di @P setelah {K} melanda. {r} menilainya {Q}.
    {N} {U} {B} {D} {W}. Di @P, {R} {H} {V} {T} {A}.
    {R} di @P {H} {V} {Z}, sementara {P} {H} {V} {T} karena {K}.
    Sebanyak {N} {U} {B} {D} {W}; {R} berharap {X} terjaga.
    Akibat {K}, @P {H} {V} {Z}. Biayanya Rp{N} {M}.
    @L {H} {V} {Z} bersama {S} {R} demi {X} di @P.
    {W}, {R} {V} {T}. Kini @I {H} {V} {Z}.
    Antara {K} dan {X}: {R} @P {H} {V} {Z} {W}.
    {T} {A} tinggal {N} {U}. {r} @P {H} {V} sisanya {W}.
    Lewat {O}, @I {H} {V} {Z} sekaligus {V} {T} di {P}.
    {K} membuat {Z} di @P {Q}. @I {H} {V} {T} {A}.
    Bagi {R} @P, {Z} soal {X}. {w} mereka {H} {V} {T} {A}.
""")

LEADS = _patterns("""
    @I {H} {V} {Z} {W} setelah {N} {U} di @P {D} akibat {K}.
    {R} @P {H} {V} {T} {A} {W}, menyusul {K} yang menimpa {N} {U} di {P}.
    {W}, {N} {R} berkumpul di @P dan {V} {Z} yang {B} {D} karena {K}.
    Sebanyak {N} {U} di @P {B} {D} {W} sesudah @I {V} {Z}.
    {T} {A} di @P {B} {D} {W}, dan {R} {V} sisanya, {N} {U}, {E}.
    Bagi {R} di @P, {T} {A} dan {Z} {Q} {W}.
    {K} membuat {R} @P {V} {Z} sepanjang {N} meter {W}.
    Lewat {O} {W}, @I {H} {V} {Z} senilai Rp{N} {M}.
    {O} {W} di @P berakhir dengan janji {V} {Z} bagi {N} {R}.
    {C} persen {T} di @P {B} {D} {W}, {Q} menurut {R} {P}.
    {R} dari @P dan {P} {H} {V} {Z}, {W}, tanpa {I} {P}.
    Sekitar {N} {R} memadati {O} di @P {W} untuk {V} {Z}.
""")

INTROS = _patterns("""
    @G, {J} @I, {H} {V} {Z} {W}.
    “{Z} {B} {D} {W},” {Y} @G, {J} @I {P}.
    {J} @I, @G, menyebut {Z} {Q} bagi {R} {P}.
    Menurut @G, {R} asal {P}, {Z} {B} {D} {W}.
    “Kami {H} {V} {Z} dengan {S} {R},” {Y} {J} @I, @G.
    @G, {R} di {P}, {H} {V} {T} {A} {W}.
    Di {P}, @G dari @I {V} {Z} {E} {W}.
    Keterangan @G, {J} @I, {Q}: {N} {U} {B} {D}.
""")

FACTS = _patterns("""
    {W}, {I} {P} {H} {V} {Z} bersama {N} {R}.
    {Z} {P} {B} {D} {W} seharga Rp{N} {M}.
    Menurut catatan {I} {P}, {N} {U} {B} {D} akibat {K}.
    {R} dari {P} {H} {V} {Z}, sedangkan {R} {P} {H} {V} {T} {A}.
    Dalam {O} {W}, {R} {V} {S} usul tentang {Z}.
    Tidak semua {R} {P} setuju; {N} {R} {H} {V} {Z} karena {K}.
    {P} lebih dulu {V} {Z} dengan {N} {U}.
    Jarak {P} ke {P} {N} meter, {Q} bagi {R} yang {V} {T} {A}.
    {G}, {J} {I} {P}, {H} {V} {Z} {W}.
    Angka itu, {N} {U}, melampaui {Z} {P} {W}.
    Setiap {R} {P} menerima {S} {U}, ditambah {T} {A} untuk {X}.
    Di {P}, {T} {D} {S} kali {W}; di {P}, {N} kali.
    Rencana {V} {Z} {B} {D} {I} {P} {W}.
    Sisanya, {N} {U}, {B} {D} {R} {P} untuk {X}.
    Karena {K}, {T} {A} di {P} {B} {D} {W}.
    {R} {P} {V} {Z} dalam {F} hari, {R} {P} {F}.
    {I} {P} menyebut {K} {W} ketika {Z} {D}.
    Harga {T} {A} {P} bergerak menuju Rp{N} ribu {W}.
    Sejumlah {R} {V} {Z} di {P}, kemudian {V} {T} {A} di @P.
    {N} {R} ditugasi {V} {Z}, masing-masing {S} jam {W}.
    Tanpa {T} {A}, {R} {P} harus {V} {N} {U} {E}.
    Dokumen {I} {P} setebal {F} halaman {V} {Z} {E}.
    {T} {A} {P} pernah {D} {W}, lalu {D} seusai {O} {P}.
    Dari {N} {U} yang {D}, {C} persen milik {R} {P}.
    {R} {P} {V} {T} {A} {E}; {Z} ikut {D}.
    {I} {P} {H} {V} {N} {U} dan {Z}.
    {O} {W} dihadiri {N} {R} dari {P}, {P}, dan {P}.
    Usia {T} {A} {P} {S} tahun; {R} {V} sisanya {E}.
    {G}, asal {P}, {H} {V} {Z} {W}.
    {K} kerap menimpa {R} {P}; {W} saja {N} {U} {D}.
    Pemilik {T} {A} di {P} {H} {V} {Z} {W}.
    Pendapatan {R} {P} {W} turun {N} ribu akibat {K}.
    Berbeda dengan {P}, @P {H} {V} {Z} meski {K}.
    Paling sedikit {N} {U} {A} {B} {D} demi {X}.
    {T} {A} cukup untuk {N} {R} {P} sampai {W}.
    Jalan menuju {P} {B} {D} {W}; {R} {V} {Z} lewat {P}.
    {R} {P} yang {V} {Z} membayar Rp{N} ribu per {U}.
    Pada {O} di {P}, {G} {H} {V} {Z}.
    {I} membuka {T} {A} di {P}, {P}, serta {P}.
    Hasil {Z} {W} mencapai {N} {U}, {C} persen di antaranya {D}.
    {R} {P} {H} {V} {Z} mendahului {R} {P}.
    Ketika {K} datang {W}, {R} {P} {H} {V} {Z}.
    Seorang {R} dapat {V} {N} {U} bila {Z} {B} {D}.
    {Z} dari {P} {B} {D}, begitu pula {T} {A} {P}.
    Dua {R} bersaudara, {G} dan {G}, {H} {V} {Z} di {P}.
    {N} {U} {B} {D} di @P, {N} lagi menyusul {W}.
    Alasan {I} {P} {V} {Z}: {X} dan {T} {A}.
    Syaratnya {Q}: {R} {P} harus {V} {Z} selama {F} hari.
    Anggaran {T} {A} {P} Rp{N} {M}, {C} persen untuk {Z}.
    Sementara itu, {R} {P} {H} {V} {Z} sebelum {K} kembali.
    Semula {Z} {B} {D} {W}, tetapi {K} membuat {R} {P} ragu.
    {I} {P} dan {I} {P} {H} berbagi {Z}.
    Lebih dari {N} {R} {V} {Z} melalui {O} {W}.
    Yang {D} pertama {W} adalah {T} {A}, disusul {Z} {P}.
    {R} {P} membawa {N} {U} beserta {Z} ke {O} {W}.
    Sejak {K}, {R} {P} {H} {V} {Z} tiap {S} hari.
    Catatan {G} tentang {Z} {Q}, sebab {I} {P} {H} {V} {T} {A}.
    Perkara {Z} mencuat {W} ketika {R} {P} {V} {N} {U}.
    Sebelum {O}, {T} {A} {P} {B} {D} {R} {E}.
    Suasana {O} terasa di {P}: {R} {H} {V} {Z}, {R} {V} {T}.
    Pada papan pengumuman {P} tertulis {N} {U}, {S} {T} {A}, dan {Z}.
    {G} ({S}) dan {N} {R} lain {H} {V} {Z} {P}.
    Bila {Z} {D}, {N} {R} {P} kehilangan {X}.
    Surat {I} {P} bernomor {N} {V} {Z} {P} {W}.
    {R} perempuan di {P} {H} {V} {Z}; laki-laki {V} {T} {A}.
    Paruh pertama {Z} {P} {D} {W}, sisanya {F} hari kemudian.
    Perjalanan {P}–{P} memakan {F} menit: {K}, {K}.
    {V} {Z} itu {Q}, namun {R} {P} {H} {V} {N} {U}.
    {T} {A} {B} {D} {I} {P}, bukan {I} {P}.
    Tersisa {N} {U} {A}; {R} {P} {H} {V} separuhnya {W}.
""")

QUOTES = _patterns("""
    “Kami {H} {V} {Z}, bukan {T} {A},” {Y} {G} di {P}.
    “{z} itu {Q}. {r} di {P} {H} {V} {T} {W},” {Y} {L}.
    “Kalau {Z} {B} {D}, {X} {P} ikut hilang,” {Y} {G}, {R} {P}.
    “Tahun ini {N} {U}, {W} {N}. Bagi saya {Q},” {Y} {L}.
    “Jangan {V} {Z} tanpa {R} {P},” {Y} {G} dalam {O} {W}.
    “Saya {H} {V} {Z} sejak {K},” {Y} @L {W}.
    “{r} {P} {H} {V} {Z} {E}, itu {Q},” {Y} {L}.
    “Kami butuh {N} {U}, {T} {A}, dan {X},” {Y} @L {W}.
    “Siapa yang {V} {Z} jika {R} {P} {H} {V} {T}?” {Y} {L}.
    “Dulu {Z} {D} {E}. Sekarang {R} {H} {V} {T} dari {P},” {Y} {G}.
    “{k} {Q}, tetapi {Z} lebih {Q},” {Y} {R} bernama {L}.
    “{n} {U} itu {Q} untuk {Z} {P},” {Y} {G} {W}.
    “Biar {R} {P} {V} {T}, kami {V} {Z},” {Y} @L di {P}.
    “Anak saya {V} {T} {A}, saya {V} {Z}. Itu {Q},” {Y} {G}.
    “Ada {N} {U} di {P}, {A} semua,” {Y} {J} {I} {P}.
    “Beri kami {F} hari, {Z} {P} {B} {D},” {Y} {L} {W}.
    “Percuma {V} {T} {A} bila {Z} {B} {D},” {Y} {G}.
    “Orang {P} terbiasa {V} {Z}; kami di @P {V} {T} {A},” {Y} @L.
""")

CLOSINGS = _patterns("""
    {I} {P} {H} {V} {Z} {W}, lalu {V} {T} {A}.
    Sampai {W}, {N} {U} {B} {D} dan {Z} {D} di {P}.
    {R} @P masih menunggu {T} {A} sambil {V} {Z}.
    {O} berikutnya {D} {W} di {P} dengan {N} {R}.
    Bila {K} berlalu, {Z} {P} {B} {D} {W}.
    Sesudah {O}, @L pulang ke {P} dan {V} {Z}.
    {X}, {Y} {G}, bergantung pada {Z} {P}.
    {T} {A} {P} {B} {D}; {R} {V} {N} {U}.
    {w}, {R} {P} {H} {V} {Z} untuk {X}.
    Keputusan tentang {Z} {P} {B} {D} {W}.
""")
