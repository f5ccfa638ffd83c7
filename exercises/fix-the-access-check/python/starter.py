# A page for people of 18 and older. Two mistakes are in here:
# the text "9" gets in, and the number 18 does not.
# isdecimal() asks whether a text holds digits and nothing else.
def may_enter(age):
    text = str(age).strip()
    return text.isdecimal() and text > "18"
